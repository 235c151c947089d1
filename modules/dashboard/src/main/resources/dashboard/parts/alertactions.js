// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, nextTick, ref } from '../lib/vue.js';
import { id as encoded, post, put, remove } from '../core/api.js';
import { t } from '../core/i18n.js';
import { remember, remembered } from '../core/memory.js';
import { session } from '../core/session.js';
import { isOpen } from '../stores/alerts.js';
import { errorText } from './basics.js';

/** What people decide about an alert. A command is carried out by the stream; the alert shows it when it was. */
const DURATIONS = ['PT4H', 'P1D', 'P3D', 'P7D'];

export const AlertActions = {
  props: { alert: Object },
  setup(props) {
    const action = ref(null);
    const author = ref(remembered('author') ?? '');
    const note = ref('');
    const duration = ref('P1D');
    const error = ref(null);
    const sent = ref(null);
    const busy = ref(false);
    const first = ref(null);

    async function choose(which) {
      action.value = action.value === which ? null : which;
      error.value = null;
      sent.value = null;
      await nextTick();
      first.value?.focus();
    }

    async function send(event) {
      event.preventDefault();
      const which = action.value;
      const who = session.caller?.name || author.value.trim();
      remember('author', author.value.trim());
      busy.value = true;
      try {
        await calls[which](props.alert, who, note.value.trim(), duration.value);
        Object.assign(sent, { value: which });
        note.value = '';
        action.value = null;
        error.value = null;
      } catch (failure) {
        error.value = failure;
      } finally {
        busy.value = false;
      }
    }

    return () => {
      if (!session.may('decide')) return h('p', { class: 'hint' }, t('mayNotDecide'));
      const possible = ['acknowledge', 'unacknowledge', 'note', 'silence', 'unsilence', 'escalate'].filter(
        (which) => offered(which, props.alert),
      );
      return h('div', { class: 'actions' }, [
        h(
          'div',
          { class: 'buttons', role: 'group', 'aria-label': t('actions') },
          possible.map((which) =>
            h(
              'button',
              {
                type: 'button',
                class: which === 'acknowledge' ? 'primary' : '',
                'data-action': which,
                'aria-expanded': String(action.value === which),
                onClick: () => choose(which),
              },
              t(`do.${which}`),
            ),
          ),
        ),
        h('p', { role: 'status', class: 'hint' }, sent.value ? t('sent', t(`do.${sent.value}`)) : ''),
        action.value ? form() : null,
      ]);
    };

    function form() {
      const who = session.caller?.name;
      return h('form', { class: 'decide', onSubmit: send }, [
        who
          ? h('p', t('as', who))
          : h('label', [
              t('author'),
              h('input', {
                ref: first,
                name: 'author',
                required: true,
                maxlength: 64,
                value: author.value,
                onInput: (event) => (author.value = event.target.value),
              }),
            ]),
        action.value === 'silence'
          ? h('label', [
              t('duration'),
              h(
                'select',
                { value: duration.value, onChange: (event) => (duration.value = event.target.value) },
                DURATIONS.map((value) =>
                  h('option', { value, selected: value === duration.value }, t(`duration.${value}`)),
                ),
              ),
            ])
          : null,
        h('label', { class: 'grow' }, [
          t('note'),
          h('input', {
            name: 'note',
            ref: who ? first : undefined,
            required: ['note', 'silence'].includes(action.value),
            maxlength: 500,
            value: note.value,
            onInput: (event) => (note.value = event.target.value),
          }),
        ]),
        h('button', { type: 'submit', class: 'primary', disabled: busy.value }, t(`do.${action.value}`)),
        h('button', { type: 'button', onClick: () => (action.value = null) }, t('cancel')),
        error.value ? h('p', { class: 'notice', role: 'alert' }, errorText(error.value)) : null,
      ]);
    }
  },
};

function offered(which, alert) {
  if (which === 'acknowledge') return isOpen(alert) && !alert.acknowledgedBy;
  if (which === 'unacknowledge') return isOpen(alert) && Boolean(alert.acknowledgedBy);
  if (which === 'silence') return isOpen(alert) && !alert.silencedBy;
  if (which === 'unsilence') return Boolean(alert.silencedBy);
  if (which === 'escalate') return isOpen(alert) && alert.escalation < 2;
  return true;
}

const path = (alert, what) => `/api/v1/alerts/${encoded(alert.alertId)}/${what}`;

const calls = {
  acknowledge: (alert, author, note) =>
    post(path(alert, 'acknowledgements'), { author, note, episode: alert.episode }),
  unacknowledge: (alert, author, note) =>
    remove(path(alert, 'acknowledgements'), note ? { author, note } : { author }),
  note: (alert, author, note) => post(path(alert, 'notes'), { author, note }),
  escalate: (alert, author, note) => post(path(alert, 'escalations'), { author, note }),
  silence: (alert, author, reason, duration) =>
    put(`/api/v1/silences/page-${Date.now().toString(36)}`, {
      alertId: alert.alertId,
      duration,
      author,
      reason,
    }),
  unsilence: (alert) => remove(`/api/v1/silences/${encoded(alert.silencedBy)}`),
};
