// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { nameOf, t } from '../core/i18n.js';
import { go, route } from '../core/router.js';
import { entities, within } from '../stores/entities.js';
import { home } from '../stores/home.js';

/** Finds a region, industry or unit by name or number. */
const MOST = 12;
const COMMON = new Set(['province', 'prefecture']);

export const EntityPicker = {
  props: { view: { type: String, default: 'entity' } },
  setup(props) {
    const text = ref('');
    const open = ref(false);

    function matches() {
      const wanted = text.value.trim().toLowerCase();
      const list = wanted
        ? entities.list.filter((each) =>
            `${each.id} ${each.name} ${each.nameEn}`.toLowerCase().includes(wanted),
          )
        : entities.list.filter(
            (each) => each.kind === 'region' && COMMON.has(each.level) && within(each.id, home.overview?.region),
          );
      return list.slice(0, MOST);
    }

    function choose(id) {
      text.value = '';
      open.value = false;
      go(props.view, [id], route.query.tab ? { tab: route.query.tab } : {});
    }

    function key(event) {
      if (event.key === 'Escape') open.value = false;
      if (event.key === 'Enter' && matches()[0]) choose(matches()[0].id);
    }

    return () =>
      h(
        'div',
        {
          class: 'picker',
          role: 'search',
          onFocusout: (event) => {
            if (!event.currentTarget.contains(event.relatedTarget)) open.value = false;
          },
        },
        [
          h('label', [
            t('find'),
            h('input', {
              type: 'search',
              value: text.value,
              placeholder: t('findHint'),
              autocomplete: 'off',
              'aria-expanded': String(open.value),
              'aria-controls': 'found',
              role: 'combobox',
              onFocus: () => (open.value = true),
              onInput: (event) => {
                text.value = event.target.value;
                open.value = true;
              },
              onKeydown: key,
            }),
          ]),
          h(
            'ul',
            { id: 'found', hidden: !open.value, 'aria-label': t('find') },
            open.value
              ? matches().map((each) =>
                  h(
                    'li',
                    { key: each.id },
                    h('button', { type: 'button', onClick: () => choose(each.id) }, [
                      h('span', nameOf(each)),
                      h('small', ` ${each.id} · ${t(`kind.${each.kind}`)}`),
                    ]),
                  ),
                )
              : [],
          ),
        ],
      );
  },
};
