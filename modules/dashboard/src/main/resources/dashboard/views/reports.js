// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { get, id as encoded, post } from '../core/api.js';
import { locale, t } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { refine, route } from '../core/router.js';
import { session } from '../core/session.js';
import { Choice, Loaded, errorText } from '../parts/basics.js';
import { EntityPicker } from '../parts/entitypicker.js';
import { saveCsv, saveFile } from '../parts/reportfile.js';
import { sealedAt, sheet } from '../parts/reportsheet.js';
import { loadEntities } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** The monthly or annual report of a region or unit: to print, to seal, to save with its seal. */
export const ReportsView = {
  setup() {
    loadEntities();
    const id = computed(() => route.parts[0] || home.overview?.region || null);
    const kind = computed(() => (route.query.period?.length === 4 ? 'year' : 'month'));
    const period = computed(() => route.query.period || home.overview?.month || null);
    const path = computed(() => `/api/v1/reports/${encoded(id.value)}/${period.value}`);
    const printed = ref(null);
    const trouble = ref(null);
    const busy = ref(false);
    const state = useLoad(
      () => (id.value && period.value ? [path.value, route.query.sealed ?? ''] : null),
      ([address, digest], signal) => get(address, { digest }, signal),
    );
    const print = () => {
      printed.value = new Date();
      setTimeout(() => window.print(), 50);
    };
    const attempt = async (work) => {
      busy.value = true;
      trouble.value = null;
      try {
        await work();
      } catch (failure) {
        trouble.value = errorText(failure);
      }
      busy.value = false;
    };
    const seal = () =>
      attempt(async () => {
        await post(`${path.value}/seal?digest=${state.data.digest}`);
        state.again();
      });
    const save = (format) =>
      attempt(() =>
        saveFile(
          `${path.value}?${new URLSearchParams({
            format,
            lang: locale().slice(0, 2),
            ...(state.data.seal ? { digest: state.data.digest } : {}),
          })}`,
          `tanliu-${id.value}-${period.value}.${format}`,
        ),
      );
    const button = (name, onClick, more = {}) =>
      h('button', { type: 'button', disabled: busy.value || !state.data, onClick, ...more }, name);
    return () =>
      h('div', { class: 'view reports' }, [
        h('div', { class: 'tools controls' }, [
          h(EntityPicker, { view: 'reports' }),
          h(Choice, {
            label: t('period'),
            value: kind.value,
            onChoose: (value) =>
              refine({
                sealed: '',
                period: value === 'year' ? home.overview.year : home.overview.month,
              }),
            options: ['month', 'year'].map((value) => ({ value, label: t(`report.${value}`) })),
          }),
          h('label', [
            t('period'),
            kind.value === 'year'
              ? h('input', {
                  type: 'number',
                  min: 2000,
                  max: 2100,
                  value: period.value,
                  onChange: (event) => refine({ sealed: '', period: event.target.value }),
                })
              : h('input', {
                  type: 'month',
                  value: period.value,
                  onChange: (event) =>
                    event.target.value && refine({ sealed: '', period: event.target.value }),
                }),
          ]),
          state.data?.seals.length > 0
            ? h('label', [
                t('report.version'),
                h(
                  'select',
                  { value: route.query.sealed ?? '', onChange: (e) => refine({ sealed: e.target.value }) },
                  [
                    h('option', { value: '' }, t('report.now')),
                    ...state.data.seals.map((each) =>
                      h(
                        'option',
                        { value: each.digest },
                        t(each.isCurrent ? 'report.sealedAt' : 'report.sealedBefore', sealedAt(each)),
                      ),
                    ),
                  ],
                ),
              ])
            : null,
          button(t('print'), print),
          button('PDF', () => save('pdf'), { class: 'primary' }),
          button('Excel', () => save('xlsx')),
          button('CSV', () => saveCsv(state.data)),
          maySeal(state.data) ? button(t('report.seal'), seal, { title: t('report.sealHint') }) : null,
        ]),
        trouble.value ? h('p', { class: 'notice', role: 'alert' }, t('trouble', trouble.value)) : null,
        h(Loaded, { state }, (data) =>
          h('article', { class: 'panel report' }, sheet(data, printed.value)),
        ),
      ]);
  },
};

/** What is sealed already, has no figures, or nobody here can seal, is not offered. */
const maySeal = (data) => data && data.key && !data.seal && data.report.asOf && session.may('decide');
