// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, onBeforeUnmount, onMounted, ref } from '../lib/vue.js';

/** A list of which only what can be seen is in the page: ten thousand rows cost as much as twenty. */
const MARGIN = 6;

export const VirtualList = {
  props: { items: Array, rowRem: { type: Number, default: 4.5 }, label: String, itemKey: Function },
  setup(props, { slots }) {
    const box = ref(null);
    const top = ref(0);
    const height = ref(600);
    const rowHeight = ref(64);
    let watcher = null;
    const measure = () => {
      rowHeight.value = Math.round(
        props.rowRem * parseFloat(getComputedStyle(document.documentElement).fontSize),
      );
      top.value = box.value?.scrollTop ?? 0;
      height.value = box.value?.clientHeight || 600;
    };
    onMounted(() => {
      watcher = new ResizeObserver(measure);
      watcher.observe(box.value);
    });
    onBeforeUnmount(() => watcher?.disconnect());
    return () => {
      const first = Math.max(0, Math.floor(top.value / rowHeight.value) - MARGIN);
      const last = Math.min(
        props.items.length,
        Math.ceil((top.value + height.value) / rowHeight.value) + MARGIN,
      );
      return h(
        'div',
        {
          class: 'virtual',
          ref: box,
          tabindex: 0,
          role: 'group',
          'aria-label': props.label,
          onScrollPassive: measure,
        },
        [
          h(
            'ul',
            { style: { height: `${props.items.length * rowHeight.value}px` } },
            props.items.slice(first, last).map((item, index) =>
              h(
                'li',
                {
                  key: props.itemKey(item),
                  style: {
                    transform: `translateY(${(first + index) * rowHeight.value}px)`,
                    height: `${rowHeight.value}px`,
                  },
                  'aria-setsize': props.items.length,
                  'aria-posinset': first + index + 1,
                },
                slots.default(item),
              ),
            ),
          ),
        ],
      );
    };
  },
};
