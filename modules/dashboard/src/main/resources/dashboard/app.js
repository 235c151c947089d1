// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { createApp, h, onMounted, watch, watchEffect } from './lib/vue.js';
import { t, use } from './core/i18n.js';
import { route, startRouter } from './core/router.js';
import { identify, session } from './core/session.js';
import './core/theme.js';
import { warm } from './parts/chart.js';
import { Announcer, Footer, Header } from './parts/frame.js';
import { SignIn } from './parts/signin.js';
import { alerts, startAlerts } from './stores/alerts.js';
import { startHome } from './stores/home.js';
import { VIEWS } from './views/index.js';

/** The charts' library comes after what is read first. */
const WARM_MILLIS = 2000;

const App = {
  setup() {
    watchEffect(() => {
      const name = t(`nav.${VIEWS[route.view] ? route.view : 'overview'}`);
      document.title = `${alerts.total > 0 ? `(${alerts.total}) ` : ''}${name} · ${t('product')}`;
    });
    watch(() => route.view, showPlace, { flush: 'post' });
    onMounted(showPlace);
    return () => [
      h('a', { class: 'skip', href: '#main', onClick: skip }, t('skip')),
      h(Header),
      h(
        'main',
        { id: 'main', tabindex: -1 },
        session.wanted
          ? h(SignIn, { onDone: begin })
          : h(VIEWS[route.view] ?? VIEWS.overview, { key: route.view }),
      ),
      h(Footer),
      h(Announcer),
    ];
  },
};

/** On a phone the ways through the page are wider than the screen. */
function showPlace() {
  const here = document.querySelector('nav [aria-current]');
  here?.scrollIntoView({ block: 'nearest', inline: 'center' });
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

async function begin() {
  await identify();
  startHome();
  startAlerts();
}

startRouter();
// Texts and figures are asked for at the same time; nothing is drawn before there are words for it.
begin();
await use();
createApp(App).mount('#app');
setTimeout(warm, WARM_MILLIS);
