// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, nextTick, onMounted, reactive, ref } from '../lib/vue.js';
import { id, put } from '../core/api.js';
import { nameOf, t } from '../core/i18n.js';
import { remember, remembered } from '../core/memory.js';
import { session } from '../core/session.js';
import { entities } from '../stores/entities.js';
import { errorText } from './basics.js';
import { select, text } from './fields.js';

/** What one scope wants otherwise than the packaged rule; an empty field stays as the rule has it. */
const THRESHOLDS = ['warningRaise', 'warningReset', 'criticalRaise', 'criticalReset'];
const TIMES = ['for', 'keepFiring', 'noDataAfter'];
/** Sent back as they stand, because a setting is replaced as a whole. */
const KEPT = ['groupBy', 'inhibits', 'flapLow', 'flapHigh'];

export const RuleForm = {
  props: { setting: Object, rule: Object },
  emits: ['done'],
  setup(props, { emit }) {
    const model = reactive(fields(props.setting));
    const error = ref(null);
    const busy = ref(false);
    const box = ref(null);
    onMounted(() => nextTick(() => box.value?.querySelector('input, select')?.focus()));

    async function send(event) {
      event.preventDefault();
      busy.value = true;
      try {
        await put(
          `/api/v1/alert-rules/${id(props.setting.rule)}/${id(model.scope.trim())}`,
          body(model, props.setting),
        );
        remember('author', model.author);
        emit('done');
      } catch (failure) {
        error.value = failure;
      } finally {
        busy.value = false;
      }
    }

    return () =>
      h('form', { class: 'form', ref: box, onSubmit: send, 'aria-label': t('rules.set') }, [
        h('h3', { class: 'wide' }, [nameOf(props.rule), h('small', ` ${t('rules.emptyKeeps')}`)]),
        text(model, 'scope', t('rules.scope'), {
          required: true,
          list: 'rule-scopes',
          readonly: Boolean(props.setting.scope),
          placeholder: t('rules.scopeHint'),
        }),
        h(
          'datalist',
          { id: 'rule-scopes' },
          [{ id: '*', name: t('everywhere') }, ...entities.list.slice(0, 3000)].map((each) =>
            h('option', { value: each.id }, nameOf(each)),
          ),
        ),
        select(model, 'enabled', t('state'), [
          ['', '—'],
          ['true', t('rules.on')],
          ['false', t('rules.off')],
        ]),
        THRESHOLDS.map((name) =>
          text(model, name, t(`rules.${name}`), {
            placeholder: packaged(props.rule, name),
            inputmode: 'decimal',
          }),
        ),
        TIMES.map((name) =>
          text(model, name, `${t(`rules.${name}`)} (h)`, {
            placeholder: String(hours(props.rule[name]) ?? ''),
            inputmode: 'decimal',
            pattern: '[0-9]+(\\.[0-9]+)?|none',
          }),
        ),
        text(model, 'escalateAfter', `${t('rules.escalateAfter')} (h)`, {
          placeholder: (props.rule.escalateAfter ?? []).map(hours).join(', '),
          pattern: '[0-9]+(, ?[0-9]+)*',
        }),
        text(model, 'source', t('source'), { maxlength: 500, wide: true }),
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

/** Hours of an ISO 8601 duration of days, hours and minutes; null for none. */
function hours(iso) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:\d+S)?)?$/.exec(iso ?? '');
  if (!found) return null;
  return Number(found[1] ?? 0) * 24 + Number(found[2] ?? 0) + Number(found[3] ?? 0) / 60;
}

const duration = (text) => (text === 'none' ? 'none' : `PT${Math.round(Number(text) * 60)}M`);

function packaged(rule, name) {
  const limit = rule.thresholds?.[name.startsWith('warning') ? 'WARNING' : 'CRITICAL'];
  return String(limit?.[name.endsWith('Raise') ? 'raise' : 'reset'] ?? 'none');
}

function fields(setting) {
  const model = {
    scope: setting.scope ?? '',
    enabled: setting.enabled === undefined ? '' : String(setting.enabled),
    escalateAfter: (setting.escalateAfter ?? []).map(hours).join(', '),
    source: setting.source ?? '',
    author: remembered('author') ?? '',
  };
  for (const name of THRESHOLDS) model[name] = setting[name] ?? '';
  for (const name of TIMES) model[name] = setting[name] === 'none' ? 'none' : (hours(setting[name]) ?? '');
  return model;
}

function body(model, setting) {
  const wanted = { source: model.source, author: session.caller?.name || model.author.trim() };
  for (const name of KEPT) if (setting[name] !== undefined) wanted[name] = setting[name];
  if (model.enabled) wanted.enabled = model.enabled === 'true';
  for (const name of THRESHOLDS) if (model[name] !== '') wanted[name] = String(model[name]).trim();
  for (const name of TIMES) if (model[name] !== '') wanted[name] = duration(String(model[name]).trim());
  if (model.escalateAfter)
    wanted.escalateAfter = model.escalateAfter.split(',').map((each) => duration(each));
  return wanted;
}
