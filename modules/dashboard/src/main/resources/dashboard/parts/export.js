// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { file } from '../core/api.js';
import { language, t } from '../core/i18n.js';
import { errorText } from './basics.js';

/** What is shown as a file: a menu of formats; the server's answer to the same question is saved. */
const FORMATS = [
  { format: 'csv', name: 'CSV', more: { bom: 'true' } },
  { format: 'xlsx', name: 'Excel' },
  { format: 'parquet', name: 'Parquet' },
];

export const Export = {
  props: { path: String, parameters: Object },
  setup(props) {
    const menu = ref(null);
    const says = ref('');

    async function take({ format, more }) {
      menu.value.open = false;
      menu.value.firstElementChild.focus();
      says.value = t('exporting');
      try {
        save(await file(props.path, { ...props.parameters, ...more, format, lang: language.value }));
        says.value = '';
      } catch (failure) {
        says.value = errorText(failure);
      }
    }

    const leave = (event) => {
      if (event.key !== 'Escape' || !menu.value.open) return;
      event.stopPropagation();
      menu.value.open = false;
      menu.value.firstElementChild.focus();
    };

    return () =>
      h('details', { class: 'exports', ref: menu, onKeydown: leave }, [
        h('summary', t('export')),
        h(
          'ul',
          FORMATS.map((each) =>
            h('li', h('button', { type: 'button', onClick: () => take(each) }, t('exportAs', each.name))),
          ),
        ),
        h('span', { class: 'says', role: 'status' }, says.value),
      ]);
  },
};

function save({ blob, name }) {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
