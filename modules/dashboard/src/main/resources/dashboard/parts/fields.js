// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { t } from '../core/i18n.js';

/** Fields of a form over one reactive object; the name of a field is the name in the object. */
export function text(model, name, label, more = {}) {
  return h('label', { class: ['field', more.wide ? 'wide' : ''] }, [
    h('span', label),
    h('input', {
      type: 'text',
      name,
      autocomplete: 'off',
      ...more,
      value: model[name] ?? '',
      onInput: (event) => (model[name] = event.target.value),
    }),
  ]);
}

/** Options as [value, words]. */
export function select(model, name, label, options) {
  return h('label', { class: 'field' }, [
    h('span', label),
    h(
      'select',
      { name, value: model[name] ?? '', onChange: (event) => (model[name] = event.target.value) },
      options.map(([value, words]) => h('option', { value, selected: value === (model[name] ?? '') }, words)),
    ),
  ]);
}

/** Several of a few, as buttons that stay pressed; the object holds an array. */
export function several(model, name, label, options) {
  const held = model[name];
  const toggle = (value) =>
    (model[name] = held.includes(value) ? held.filter((each) => each !== value) : [...held, value]);
  return h('fieldset', { class: 'field wide' }, [
    h('legend', label),
    h(
      'div',
      { class: 'chips' },
      options.map(([value, words]) =>
        h(
          'button',
          {
            type: 'button',
            class: 'small',
            'aria-pressed': String(held.includes(value)),
            onClick: () => toggle(value),
          },
          words,
        ),
      ),
    ),
  ]);
}

/** A button that asks once more before it acts. */
export function sure(armed, key, label, act) {
  const on = armed.value === key;
  return h(
    'button',
    {
      type: 'button',
      class: ['small', on ? 'danger' : ''],
      onClick: () => {
        if (on) act();
        armed.value = on ? null : key;
      },
      onBlur: () => on && (armed.value = null),
    },
    on ? t('sure', label) : label,
  );
}
