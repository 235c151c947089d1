// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, nextTick, onMounted, reactive, ref } from '../lib/vue.js';
import { id, put } from '../core/api.js';
import { instant, moment } from '../core/format.js';
import { nameOf, t } from '../core/i18n.js';
import { remember, remembered } from '../core/memory.js';
import { session } from '../core/session.js';
import { entities } from '../stores/entities.js';
import { home } from '../stores/home.js';
import { errorText } from './basics.js';
import { select, several, text } from './fields.js';

/** Which alerts, from when until when, at which times of the week, and why. */
const DAYS = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY'];
const DURATIONS = ['PT4H', 'P1D', 'P3D', 'P7D', 'P30D', 'P366D'];

export const SilenceForm = {
  props: { silence: Object, rules: Array },
  emits: ['done'],
  setup(props, { emit }) {
    const model = reactive(fields(props.silence));
    const error = ref(null);
    const busy = ref(false);
    const box = ref(null);
    onMounted(() => nextTick(() => box.value?.querySelector('input, select')?.focus()));

    async function send(event) {
      event.preventDefault();
      busy.value = true;
      try {
        const name = props.silence.id ?? `page-${Date.now().toString(36)}`;
        await put(`/api/v1/silences/${id(name)}`, body(model, props.silence));
        remember('author', model.author);
        emit('done');
      } catch (failure) {
        error.value = failure;
      } finally {
        busy.value = false;
      }
    }

    return () =>
      h('form', { class: 'form', ref: box, onSubmit: send, 'aria-label': t('silence.new') }, [
        several(
          model,
          'rules',
          t('silence.rules'),
          (props.rules ?? []).map((rule) => [rule.rule, nameOf(rule)]),
        ),
        select(model, 'region', t('silence.region'), [['', t('all')], ...regions()]),
        text(model, 'entity', t('silence.entity'), { list: 'silence-units', placeholder: t('all') }),
        h(
          'datalist',
          { id: 'silence-units' },
          entities.list
            .filter((each) => each.kind === 'unit')
            .slice(0, 3000)
            .map((each) => h('option', { value: each.id }, nameOf(each))),
        ),
        select(model, 'severity', t('filter.severity'), [
          ['', t('all')],
          ['WARNING', t('silence.upTo', t('severity.WARNING'))],
          ['CRITICAL', t('silence.upTo', t('severity.CRITICAL'))],
        ]),
        text(model, 'from', t('silence.from'), { type: 'datetime-local' }),
        props.silence.id
          ? text(model, 'until', t('silence.until'), { type: 'datetime-local', required: true })
          : select(
              model,
              'duration',
              t('duration'),
              DURATIONS.map((each) => [each, t(`duration.${each}`)]),
            ),
        text(model, 'dailyFrom', t('silence.dailyFrom'), {
          type: 'time',
          required: Boolean(model.dailyUntil),
        }),
        text(model, 'dailyUntil', t('silence.dailyUntil'), {
          type: 'time',
          required: Boolean(model.dailyFrom),
        }),
        several(
          model,
          'days',
          t('silence.days'),
          DAYS.map((each) => [each, t(`day.${each}`)]),
        ),
        text(model, 'reason', t('note'), { required: true, maxlength: 500, wide: true }),
        session.caller?.name
          ? h('p', { class: 'hint' }, t('as', session.caller.name))
          : text(model, 'author', t('author'), { required: true, maxlength: 64 }),
        h('div', { class: 'ends' }, [
          h('button', { type: 'submit', class: 'primary', disabled: busy.value }, t('save')),
          h('button', { type: 'button', onClick: () => emit('done') }, t('cancel')),
        ]),
        error.value ? h('p', { class: 'notice wide', role: 'alert' }, errorText(error.value)) : null,
      ]);
  },
};

const regions = () =>
  entities.list
    .filter((each) => each.kind === 'region' && each.level !== 'county')
    .map((each) => [each.id, nameOf(each)]);

function fields(silence) {
  return {
    rules: [...(silence.rules ?? [])],
    region: silence.region ?? '',
    entity: silence.entity ?? '',
    severity: silence.severity ?? '',
    from: silence.from ? local(silence.from) : '',
    until: silence.until ? local(silence.until) : '',
    duration: 'P1D',
    days: [...(silence.days ?? [])],
    dailyFrom: silence.dailyFrom ?? '',
    dailyUntil: silence.dailyUntil ?? '',
    reason: silence.reason ?? '',
    author: remembered('author') ?? '',
  };
}

const local = (iso) => moment(iso).replace(' ', 'T');

function body(model, silence) {
  const given = (value) => (value === '' ? undefined : value);
  return {
    rules: model.rules,
    region: given(model.region),
    entity: given(model.entity.trim()),
    severity: given(model.severity),
    alertId: silence.alertId ?? undefined,
    from: model.from ? instant(model.from) : undefined,
    ...(silence.id ? { until: instant(model.until) } : { duration: model.duration }),
    days: model.days,
    dailyFrom: given(model.dailyFrom),
    dailyUntil: given(model.dailyUntil),
    zone: model.dailyFrom || model.days.length > 0 ? home.overview?.zone : undefined,
    reason: model.reason.trim(),
    author: session.caller?.name || model.author.trim(),
  };
}
