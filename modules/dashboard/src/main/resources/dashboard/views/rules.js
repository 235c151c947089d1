// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { get } from '../core/api.js';
import { t } from '../core/i18n.js';
import { useLoad } from '../core/load.js';
import { href } from '../core/router.js';
import { RuleSettings } from '../parts/rulesettings.js';
import { Silences } from '../parts/silences.js';
import { loadEntities } from '../stores/entities.js';

/** What is told and what is not: silences, rules and what scopes want otherwise. */
export const RulesView = {
  setup() {
    loadEntities();
    const state = useLoad(
      () => 'all',
      (_, signal) => get('/api/v1/alert-rules', {}, signal),
      30000,
    );
    return () =>
      h('div', { class: 'view rules' }, [
        h('div', { class: 'title' }, [
          h('h1', t('nav.rules')),
          h('a', { class: 'button', href: href('alerts') }, t('nav.alerts')),
        ]),
        h('div', { class: 'stack' }, [
          h(Silences, { rules: state.data?.rules ?? [] }),
          h(RuleSettings, { state }),
        ]),
      ]);
  },
};
