// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { t } from '../core/i18n.js';
import { whole } from '../core/format.js';

/**
 * A table that can be sorted by its headings. Columns: key, name, number (right aligned), cell(row) for
 * what is shown, sort(row) for what is compared. At most `most` rows until more are asked for.
 */
export const Table = {
  props: {
    columns: Array,
    rows: Array,
    caption: String,
    most: { type: Number, default: 100 },
    rowKey: Function,
  },
  setup(props) {
    const order = ref({ key: null, down: false });
    const shown = ref(props.most);

    function sorted() {
      const column = props.columns.find((each) => each.key === order.value.key);
      if (!column) return props.rows;
      const by = column.sort ?? ((row) => row[column.key]);
      const sign = order.value.down ? -1 : 1;
      return [...props.rows].sort((a, b) => sign * compare(by(a), by(b)));
    }

    const heading = (column) => {
      const mine = order.value.key === column.key;
      const state = mine ? (order.value.down ? 'descending' : 'ascending') : undefined;
      const sort = () =>
        (order.value = { key: column.key, down: mine ? !order.value.down : Boolean(column.number) });
      const sign = mine ? (order.value.down ? ' ↓' : ' ↑') : '';
      return h(
        'th',
        { scope: 'col', class: column.number ? 'num' : null, 'aria-sort': state },
        column.name
          ? h('button', { type: 'button', class: 'sort', onClick: sort }, [column.name, sign])
          : h('span', { class: 'hidden' }, t('action')),
      );
    };

    return () => {
      const rows = sorted();
      return h('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': props.caption }, [
        h('table', [
          h('caption', { class: 'hidden' }, props.caption),
          h('thead', h('tr', props.columns.map(heading))),
          h(
            'tbody',
            rows.slice(0, shown.value).map((row, index) =>
              h(
                'tr',
                { key: props.rowKey?.(row) ?? index },
                props.columns.map((column, place) => cell(column, row, place)),
              ),
            ),
          ),
        ]),
        rows.length > shown.value
          ? h(
              'button',
              { type: 'button', class: 'more', onClick: () => (shown.value += 500) },
              t('more', whole(rows.length - shown.value)),
            )
          : null,
      ]);
    };
  },
};

/** A day or time never breaks at its hyphens. */
const WHEN = /^\d{4}-\d\d/;

function cell(column, row, place) {
  const shown = column.cell ? column.cell(row) : row[column.key];
  const kept = column.number ? 'num' : typeof shown === 'string' && WHEN.test(shown) ? 'when' : null;
  return h(place === 0 ? 'th' : 'td', { class: kept, scope: place === 0 ? 'row' : undefined }, [shown]);
}

function compare(a, b) {
  if (a === b) return 0;
  if (a === null || a === undefined) return -1;
  if (b === null || b === undefined) return 1;
  return typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b));
}
