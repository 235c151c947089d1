// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, onMounted, ref } from '../lib/vue.js';
import { t } from '../core/i18n.js';
import { session } from '../core/session.js';

/** Asks for a key or token when the server wants to know who looks; kept in this tab only. */
export const SignIn = {
  emits: ['done'],
  setup(props, { emit }) {
    const key = ref('');
    const field = ref(null);
    const failed = ref(Boolean(session.key));
    onMounted(() => field.value?.focus());
    function submit(event) {
      event.preventDefault();
      session.signIn(key.value.trim());
      emit('done');
    }
    return () =>
      h('section', { class: 'panel signin', 'aria-labelledby': 'signin-title' }, [
        h('h1', { id: 'signin-title' }, t('signIn')),
        h('p', t('signInWhy')),
        failed.value ? h('p', { class: 'notice', role: 'alert' }, t('signInFailed')) : null,
        h('form', { onSubmit: submit }, [
          h('label', [
            t('key'),
            h('input', {
              ref: field,
              type: 'password',
              name: 'key',
              autocomplete: 'off',
              required: true,
              spellcheck: false,
              onInput: (event) => (key.value = event.target.value),
            }),
          ]),
          h('button', { type: 'submit', class: 'primary' }, t('signIn')),
        ]),
      ]);
  },
};
