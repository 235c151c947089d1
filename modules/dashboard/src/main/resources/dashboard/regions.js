// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { byId, make, say } from './dom.js';
import { ago, exact, has, nameOf, number, percent, text, time } from './text.js';

const REFRESH_MILLIS = 2000;
const STALE_MILLIS = 45 * 60000;
const MAX_OPEN = 40;
const QUANTITIES = [
  'tce',
  'tce_equivalent',
  'co2e',
  'electricity',
  'raw_coal',
  'natural_gas',
  'heat',
];
const SIGNS = {
  over: '✕',
  ahead: '▲',
  within: '✓',
  not_assessable: '?',
  not_set: '–',
  no_data: '·',
};

const state = { quantity: 'tce', period: 'month', open: new Set(), answers: new Map(), drawn: '' };

/** Loads the regions again and again while the page can be seen. */
export function startRegions() {
  const quantity = byId('quantity');
  quantity.addEventListener('change', () => {
    state.quantity = quantity.value;
    state.answers.clear();
    refresh();
  });
  byId('period').addEventListener('change', (event) => {
    state.period = event.target.value;
    draw();
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) refresh();
  });
  loop();
}

async function loop() {
  if (!document.hidden) await refresh();
  setTimeout(loop, REFRESH_MILLIS);
}

/** Draws again, for instance in another language. */
export function redrawRegions() {
  const quantity = byId('quantity');
  quantity.replaceChildren(
    ...QUANTITIES.map((name) => make('option', { value: name }, text(`quantity.${name}`))),
  );
  quantity.value = state.quantity;
  state.drawn = '';
  draw();
}

async function refresh() {
  const quantity = state.quantity;
  try {
    const home = await load('');
    const answers = new Map([['', home]]);
    for (const region of state.open) {
      answers.set(region, await load(region, home.month));
    }
    if (quantity === state.quantity) {
      state.answers = answers;
      trouble(null);
      draw();
    }
  } catch (failure) {
    trouble(failure.message);
  }
}

async function load(region, month) {
  const query = new URLSearchParams({ quantity: state.quantity });
  if (region) query.set('region', region);
  if (month) query.set('month', month);
  let answer;
  try {
    answer = await fetch(`/api/v1/overview?${query}`);
  } catch {
    throw new Error(text('noServer'));
  }
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(reason(body, answer.status));
  return body;
}

function reason(problem, status) {
  const known = `code.${problem.code}`;
  return has(known) ? text(known) : (problem.detail ?? String(status));
}

function trouble(cause) {
  const notice = byId('trouble');
  notice.hidden = cause === null;
  if (cause !== null) say(notice, text('trouble', cause));
}

function draw() {
  const home = state.answers.get('');
  if (!home) {
    say(byId('span'), text('loading'));
    return;
  }
  drawFreshness(home);
  const coverage = document.querySelector('[data-text=legendCoverage]');
  coverage.dataset.with = percent(home.minimumCoverage);
  say(coverage, text('legendCoverage', coverage.dataset.with));
  const signature = JSON.stringify([state.period, [...state.open], rowsOnly()]);
  if (signature === state.drawn) return;
  state.drawn = signature;
  say(byId('span'), text('monthSpan', home[state.period], home.unit));
  const focused = document.activeElement?.dataset?.region;
  const [top, ...below] = home.rows;
  byId('rows').replaceChildren(
    ...(top ? [row(top, home, 0)] : []),
    ...below.flatMap((each) => branch(each, home, 1)),
  );
  if (focused) document.querySelector(`[data-region="${CSS.escape(focused)}"]`)?.focus();
}

function rowsOnly() {
  return [...state.answers].map(([region, answer]) => [region, answer.unit, answer.rows]);
}

/** A row and, when it is open, what is below it. */
function branch(each, answer, depth) {
  const below = state.open.has(each.id) ? state.answers.get(each.id) : null;
  const children = below
    ? below.rows.slice(1).filter((child) => child.units > 0 || child.month.limit || child.year.limit)
    : [];
  return [
    row(each, answer, depth),
    ...children.flatMap((child) => branch(child, below, depth + 1)),
  ];
}

function row(each, answer, depth) {
  const cell = each[state.period];
  const name = nameOf(each);
  const budget = cell.limit === null ? 'unlimited' : 'limited';
  const item = make('li', {
    class: `row depth${Math.min(depth, 3)} ${cell.status} ${budget}`,
    'data-entity': each.id,
  });
  const title = make('div', { class: 'name' });
  if (depth > 0 && each.kind === 'region' && each.units > 0) {
    title.append(opener(each, name));
  } else {
    title.append(make('span', { class: 'leaf', 'aria-hidden': 'true' }));
  }
  const note =
    each.kind === 'unit' ? text('unit') : each.units > 0 ? text('units', each.units) : '';
  title.append(make('strong', {}, name), make('small', {}, note));
  item.append(title, meter(name, cell), figures(cell, answer.unit), remarks(cell));
  return item;
}

function opener(each, name) {
  const open = state.open.has(each.id);
  const button = make(
    'button',
    {
      type: 'button',
      class: 'opener',
      'data-region': each.id,
      'aria-expanded': String(open),
      'aria-label': text(open ? 'hide' : 'show', name),
    },
    open ? '▾' : '▸',
  );
  button.addEventListener('click', () => {
    if (state.open.has(each.id)) state.open.delete(each.id);
    else if (state.open.size < MAX_OPEN) state.open.add(each.id);
    draw();
    refresh();
  });
  return button;
}

/** The whole width is the budget; what is above it fills the bar and says so in words. */
function meter(name, cell) {
  const status = text(`status.${cell.status}`);
  const label =
    cell.value === null
      ? text('barNone', name, status)
      : cell.limit === null
        ? text('barNoLimit', name, exact(cell.value), status)
        : text('bar', name, exact(cell.value), exact(cell.limit), exact(cell.schedule ?? 0), status);
  const bar = make('div', { class: 'meter', role: 'img', 'aria-label': label, title: label });
  if (cell.limit !== null) {
    const fill = make('span', { class: 'fill' });
    fill.style.width = `${within(cell.value ?? 0, cell.limit)}%`;
    bar.append(fill);
    if (cell.schedule !== null) {
      const mark = make('span', { class: 'mark' });
      mark.style.left = `${within(cell.schedule, cell.limit)}%`;
      bar.append(mark);
    }
  }
  return bar;
}

function within(value, limit) {
  return Math.max(0, Math.min(100, (100 * value) / limit));
}

function figures(cell, unit) {
  const box = make('div', { class: 'figures' });
  if (cell.value === null) {
    box.append(make('span', { class: 'amount' }, '—'), make('span', { class: 'share' }));
  } else if (cell.limit === null) {
    box.append(
      make('span', { class: 'amount', title: `${exact(cell.value)} ${unit}` }, number(cell.value)),
      make('span', { class: 'share' }),
    );
  } else {
    box.append(
      make(
        'span',
        { class: 'amount', title: `${exact(cell.value)} / ${exact(cell.limit)} ${unit}` },
        text('ofLimit', number(cell.value), number(cell.limit)),
      ),
      make('span', { class: 'share' }, percent(cell.value / cell.limit)),
    );
  }
  return box;
}

function remarks(cell) {
  const box = make('div', { class: 'remarks' });
  box.append(
    make(
      'span',
      { class: `status ${cell.status}` },
      make('i', { 'aria-hidden': 'true' }, SIGNS[cell.status]),
      text(`status.${cell.status}`),
    ),
  );
  if (cell.coverage !== null) {
    const low = cell.coverage < (state.answers.get('')?.minimumCoverage ?? 0);
    const words = text('coverage', percent(cell.coverage));
    box.append(make('span', { class: low ? 'coverage low' : 'coverage' }, words));
  }
  if (cell.estimated > 0) {
    box.append(make('span', { class: 'coverage' }, text('estimated', percent(cell.estimated))));
  }
  if (cell.provisional) {
    box.append(
      make('span', { class: 'provisional', title: text('provisionalWhy') }, text('provisional')),
    );
  }
  return box;
}

function drawFreshness(home) {
  const box = byId('fresh');
  if (!home.asOf) {
    say(box, text('freshNone'));
    return;
  }
  say(box, text('fresh', time(home.asOf), ago(home.asOf, home.now)));
  box.classList.toggle('stale', Date.parse(home.now) - Date.parse(home.asOf) > STALE_MILLIS);
}

export const quantityName = (name) => (has(`quantity.${name}`) ? text(`quantity.${name}`) : name);
