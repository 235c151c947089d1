// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { ApiError } from '../core/api.js';
import { has, t, tcode } from '../core/i18n.js';
import { number, percent } from '../core/format.js';

/** A part of the page with a heading of its own. */
export function Panel({ title, level = 2, wide, id, sub }, { slots }) {
  const heading = `h-${id}`;
  return h('section', { class: ['panel', wide], 'aria-labelledby': heading }, [
    h('header', { class: 'head' }, [
      h(`h${level}`, { id: heading }, [title, sub ? h('small', ` ${sub}`) : null]),
      slots.tools ? h('div', { class: 'tools' }, slots.tools()) : null,
    ]),
    slots.default?.(),
  ]);
}
Panel.props = ['title', 'level', 'wide', 'id', 'sub'];

export function errorText(error) {
  if (!(error instanceof ApiError)) return t('noServer');
  const problem = error.problem;
  if (has(`code.${problem.code}`)) return t(`code.${problem.code}`);
  const where = problem.field ? ` (${problem.field}: ${problem.value ?? ''}; ${problem.expected ?? ''})` : '';
  return `${problem.detail ?? problem.title ?? error.status}${where}`;
}

/** What stands there while there is nothing else: loading, a trouble, or nothing. */
export function Loaded({ state, empty, emptyText }, { slots }) {
  const notes = [];
  if (state.error) {
    notes.push(
      h('p', { class: 'notice', role: 'status' }, [
        t('trouble', errorText(state.error)),
        h('button', { type: 'button', class: 'small', onClick: () => state.again?.() }, t('again')),
      ]),
    );
  }
  if (!state.data) {
    if (!state.error && !state.idle)
      notes.push(h('div', { class: 'skeleton', role: 'progressbar', 'aria-busy': 'true', 'aria-label': t('loading') }));
    return notes;
  }
  if (empty?.(state.data)) return [...notes, h('p', { class: 'empty' }, emptyText ?? t('nothing'))];
  return [...notes, slots.default?.(state.data)];
}
Loaded.props = ['state', 'empty', 'emptyText'];

/** Used so far against budget and schedule; words stand beside it, and in its label. */
export function BudgetBar({ cell, unit }) {
  if (!cell || cell.limit === null || cell.limit === undefined) {
    return h('span', { class: 'bar none' }, t('status.not_set'));
  }
  const share = (value) => `${Math.max(0, Math.min(100, (100 * (value ?? 0)) / cell.limit))}%`;
  const words = t('bar', number(cell.value), number(cell.limit), unit, tcode('status', cell.status));
  return h('span', { class: 'barred' }, [
    h('span', { class: ['bar', cell.status], role: 'img', 'aria-label': words, title: words }, [
      h('span', { class: 'fill', style: { width: share(cell.value) } }),
      cell.schedule === null ? null : h('span', { class: 'mark', style: { left: share(cell.schedule) } }),
    ]),
    h('b', percent(cell.value / cell.limit)),
  ]);
}
BudgetBar.props = ['cell', 'unit'];

export function Coverage({ value, least = 0.9 }) {
  return h('span', { class: ['coverage', value < least ? 'low' : ''] }, [
    value < least ? h('span', { 'aria-hidden': 'true' }, '▾ ') : null,
    percent(value),
  ]);
}
Coverage.props = ['value', 'least'];

/** One of a few choices, as buttons that say which one is pressed. */
export function Choice({ label, options, value }, { emit }) {
  return h(
    'div',
    { class: 'choice', role: 'group', 'aria-label': label },
    options.map((option) =>
      h(
        'button',
        {
          type: 'button',
          'aria-pressed': String(option.value === value),
          onClick: () => emit('choose', option.value),
        },
        option.label,
      ),
    ),
  );
}
Choice.props = ['label', 'options', 'value'];
Choice.emits = ['choose'];

/** A figure with its unit and name. */
export function Figure({ name, value, unit, note, tone }) {
  return h('div', { class: ['figure', tone] }, [
    h('dt', name),
    h('dd', [
      h('b', value),
      unit ? h('small', ` ${unit}`) : null,
      note ? h('span', { class: 'note' }, note) : null,
    ]),
  ]);
}
Figure.props = ['name', 'value', 'unit', 'note', 'tone'];

export const figures = (...items) => h('dl', { class: 'figures' }, items);
