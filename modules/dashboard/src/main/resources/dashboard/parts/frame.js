// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref, watch } from '../lib/vue.js';
import { isChinese, t, toggleLanguage } from '../core/i18n.js';
import { ago, moment, time } from '../core/format.js';
import { href, route } from '../core/router.js';
import { session } from '../core/session.js';
import { theme, toggleTheme } from '../core/theme.js';
import { alerts } from '../stores/alerts.js';
import { home } from '../stores/home.js';
import { navigation } from '../views/index.js';
import { alertName, ruleName } from './alertbits.js';

const STALE_MILLIS = 45 * 60000;

/** Brand, ways through the page, and how fresh all of it is. */
export function Header() {
  return h('header', { class: 'top' }, [
    h('a', { class: 'brand', href: href('overview') }, [
      h('img', { src: '/assets/favicon.svg', alt: '', width: 28, height: 28 }),
      h('strong', ['碳流 ', h('span', { lang: 'en' }, 'Tanliu')]),
    ]),
    h(
      'nav',
      { 'aria-label': t('navigation') },
      h(
        'ul',
        navigation().map((view) =>
          h(
            'li',
            h('a', { href: href(view), 'aria-current': here(view) ? 'page' : undefined }, [
              t(`nav.${view}`),
              view === 'alerts' && alerts.total > 0
                ? h('span', { class: 'count' }, alerts.total > 999 ? '999+' : alerts.total)
                : null,
            ]),
          ),
        ),
      ),
    ),
    h('div', { class: 'status' }, [h(Freshness), h(Link)]),
    h('div', { class: 'switches' }, [
      h(
        'button',
        {
          type: 'button',
          class: 'icon',
          'aria-label': t(theme.value === 'dark' ? 'toLight' : 'toDark'),
          title: t(theme.value === 'dark' ? 'toLight' : 'toDark'),
          onClick: toggleTheme,
        },
        theme.value === 'dark' ? '☀' : '☾',
      ),
      h(
        'button',
        {
          type: 'button',
          class: 'icon language',
          id: 'language',
          lang: isChinese() ? 'en' : 'zh-CN',
          onClick: toggleLanguage,
        },
        t('otherLanguage'),
      ),
      h(Who),
    ]),
  ]);
}

/** Silences and rules belong to the alerts. */
const here = (view) => route.view === view || (view === 'alerts' && route.view === 'rules');

function Freshness() {
  const overview = home.overview;
  if (!overview?.asOf) return h('span', { class: 'chip' }, t(home.error ? 'noServerShort' : 'freshNone'));
  const stale = Date.parse(overview.now) - Date.parse(overview.asOf) > STALE_MILLIS;
  return h(
    'span',
    {
      class: ['chip', stale ? 'stale' : ''],
      title: t('fresh', time(overview.asOf), ago(overview.asOf, overview.now)),
    },
    [stale ? '▾ ' : '', t('freshShort', time(overview.asOf).slice(5))],
  );
}

function Link() {
  return h('span', { class: ['chip', alerts.live ? 'live' : 'lost'], role: 'status' }, [
    h('i', { 'aria-hidden': 'true' }, alerts.live ? '●' : '○'),
    ' ',
    alerts.live ? t('live') : alerts.lostAt ? t('lost', moment(alerts.lostAt).slice(11)) : t('connecting'),
  ]);
}

function Who() {
  const caller = session.caller;
  if (!session.key && (!caller || caller.kind === 'nobody')) return null;
  return h(
    'button',
    {
      type: 'button',
      class: 'icon',
      title: t('signOut'),
      onClick: () => {
        session.signOut();
        location.reload();
      },
    },
    `${caller?.name || caller?.id || ''} ⎋`,
  );
}

export function Footer() {
  return h('footer', { class: 'bottom' }, [
    h('a', { href: '/openapi.yaml' }, t('contract')),
    h('span', t('footNote')),
  ]);
}

/** Says new alerts to screen readers, one at a time. */
export const Announcer = {
  setup() {
    const words = ref('');
    const news = computed(() => alerts.news);
    watch(news, (alert) => {
      if (alert) words.value = t('announce', alertName(alert), ruleName(alert));
    });
    return () => h('p', { class: 'hidden', 'aria-live': 'polite', id: 'announce' }, words.value);
  },
};
