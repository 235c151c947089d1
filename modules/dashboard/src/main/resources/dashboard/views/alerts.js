// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { computed, h, ref } from '../lib/vue.js';
import { day, whole } from '../core/format.js';
import { nameOf, t, tcode } from '../core/i18n.js';
import { href, refine, route } from '../core/router.js';
import {
  SeverityBadge,
  Standing,
  alertName,
  evidenceText,
  reasonText,
  ruleName,
} from '../parts/alertbits.js';
import { Choice, errorText } from '../parts/basics.js';
import { Export } from '../parts/export.js';
import { NoticeSettings } from '../parts/noticesettings.js';
import { VirtualList } from '../parts/virtuallist.js';
import { alerts } from '../stores/alerts.js';
import { entities, entityOf, loadEntities, within } from '../stores/entities.js';
import { home } from '../stores/home.js';
import { AlertDetail } from './alertdetail.js';

/** The live list beside the alert that is looked at. */
const STORM = 5;

/** On a phone a row has three lines. */
const narrow = matchMedia('(max-width: 560px)');

export const AlertsView = {
  setup() {
    loadEntities();
    const grouped = ref(true);
    const unfolded = ref(new Set());
    const filtered = computed(() => filter(alerts.open, route.query));
    const items = computed(() => (grouped.value ? group(filtered.value, unfolded.value) : filtered.value));

    function toggle(key) {
      const next = new Set(unfolded.value);
      if (!next.delete(key)) next.add(key);
      unfolded.value = next;
    }

    return () => {
      const chosen = route.parts[0];
      return h('div', { class: ['view', 'alerts', chosen ? 'one' : ''] }, [
        h('div', { class: 'title' }, [
          h('h1', [t('nav.alerts'), h('small', ` ${t('openCount', whole(alerts.total))}`)]),
          h('a', { class: 'button', href: href('rules') }, t('nav.rules')),
          h(Export, { path: '/api/v1/alerts', parameters: { state: 'open' } }),
          h(NoticeSettings),
        ]),
        filters(grouped),
        alerts.error && !alerts.loaded
          ? h('p', { class: 'notice' }, t('trouble', errorText(alerts.error)))
          : null,
        h('div', { class: 'split' }, [
          h('section', { class: 'list', 'aria-label': t('nav.alerts') }, [
            !alerts.loaded
              ? h('div', { class: 'skeleton' })
              : items.value.length === 0
                ? h('p', { class: 'empty' }, t(alerts.total === 0 ? 'noAlerts' : 'noMatch'))
                : h(
                    VirtualList,
                    {
                      items: items.value,
                      rowRem: narrow.matches ? 6.2 : 4.5,
                      label: t('nav.alerts'),
                      itemKey: (item) => item.key ?? item.alertId,
                    },
                    {
                      default: (item) => (item.key ? storm(item, toggle) : row(item, chosen)),
                    },
                  ),
          ]),
          chosen
            ? h(AlertDetail, { key: chosen, id: chosen })
            : h('section', { class: 'detail none' }, h('p', { class: 'empty' }, t('chooseAlert'))),
        ]),
      ]);
    };
  },
};

function row(alert, chosen) {
  return h(
    'a',
    {
      class: ['alert', alert.severity, alert.state, alert.parent ? 'child' : ''],
      href: href('alerts', [alert.alertId], route.query),
      'aria-current': alert.alertId === chosen ? 'true' : undefined,
      'data-alert': alert.alertId,
    },
    [
      h('span', { class: 'what' }, [
        h(SeverityBadge, { alert }),
        h('strong', alertName(alert)),
        h('span', ruleName(alert)),
      ]),
      h('span', { class: 'facts' }, [
        h('span', [tcode('quantity', alert.quantity), alert.period].filter(Boolean).join(' · ')),
        h('span', evidenceText(alert) || reasonText(alert)),
        h('time', t('since', day(alert.since))),
        h(Standing, { alert }),
      ]),
    ],
  );
}

function storm(item, toggle) {
  return h(
    'button',
    {
      type: 'button',
      class: ['storm', item.worst],
      'aria-expanded': String(item.open),
      onClick: () => toggle(item.key),
    },
    [
      h('span', { class: 'what' }, [
        h('span', { 'aria-hidden': 'true' }, item.open ? '▾' : '▸'),
        h('strong', ruleName(item.first)),
        h('span', { class: 'tag' }, t('stormCount', whole(item.count))),
      ]),
      h('span', { class: 'facts' }, t('stormWho', item.names.join(t('comma')), whole(item.count))),
    ],
  );
}

function filters(grouped) {
  const rules = [...new Map(alerts.open.map((alert) => [alert.rule, alert]))].sort(([a], [b]) =>
    a.localeCompare(b),
  );
  const cities = entities.list.filter(
    (each) => each.level === 'prefecture' && within(each.id, home.overview?.region),
  );
  const query = route.query;
  const select = (name, all, options) =>
    h('label', [
      h('span', t(`filter.${name}`)),
      h('select', { value: query[name] ?? '', onChange: (event) => refine({ [name]: event.target.value }) }, [
        h('option', { value: '' }, all),
        ...options.map(([value, label]) => h('option', { value, selected: query[name] === value }, label)),
      ]),
    ]);
  return h(
    'form',
    {
      class: 'filters',
      role: 'search',
      'aria-label': t('filters'),
      onSubmit: (event) => event.preventDefault(),
    },
    [
      select('severity', t('all'), [
        ['CRITICAL', t('severity.CRITICAL')],
        ['WARNING', t('severity.WARNING')],
        ['NO_DATA', t('severity.NO_DATA')],
      ]),
      select(
        'region',
        t('all'),
        cities.map((each) => [each.id, nameOf(each)]),
      ),
      select(
        'rule',
        t('all'),
        rules.map(([rule, alert]) => [rule, ruleName(alert)]),
      ),
      select(
        'standing',
        t('all'),
        ['unacknowledged', 'acknowledged', 'silenced'].map((value) => [value, t(`standing.${value}`)]),
      ),
      h('label', [
        h('span', t('filter.text')),
        h('input', {
          type: 'search',
          value: query.text ?? '',
          placeholder: t('filter.textHint'),
          onInput: (event) => refine({ text: event.target.value }),
        }),
      ]),
      h(Choice, {
        label: t('grouping'),
        value: grouped.value,
        onChoose: (value) => (grouped.value = value),
        options: [
          { value: true, label: t('grouped') },
          { value: false, label: t('single') },
        ],
      }),
    ],
  );
}

function filter(list, query) {
  const text = (query.text ?? '').trim().toLowerCase();
  return list.filter((alert) => {
    const shown = alert.state === 'NO_DATA' ? 'NO_DATA' : alert.severity;
    if (query.severity && shown !== query.severity) return false;
    if (query.rule && alert.rule !== query.rule) return false;
    if (query.region && !within(alert.region ?? alert.entity, query.region)) return false;
    if (query.entity && alert.entity !== query.entity) return false;
    if (query.standing === 'acknowledged' && !alert.acknowledgedBy) return false;
    if (query.standing === 'unacknowledged' && alert.acknowledgedBy) return false;
    if (query.standing === 'silenced' && !alert.silencedBy) return false;
    return (
      !text ||
      `${alert.entity} ${alert.entityName} ${alert.entityNameEn} ${alert.ruleName} ${alert.ruleNameEn} ${alert.subject}`
        .toLowerCase()
        .includes(text)
    );
  });
}

/** Many alerts of one rule and severity become one row that can be unfolded. */
function group(list, unfolded) {
  const groups = new Map();
  for (const alert of list) {
    const key = `${alert.rule}|${alert.severity}|${alert.state}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(alert);
  }
  const items = [];
  for (const [key, members] of groups) {
    if (members.length < STORM) {
      items.push(...members);
      continue;
    }
    const open = unfolded.has(key);
    const names = members.slice(0, 3).map((alert) => nameOf(entityOf(alert.entity)));
    const first = members[0];
    items.push({
      key,
      open,
      first,
      names,
      count: members.length,
      worst: first.state === 'NO_DATA' ? 'NO_DATA' : first.severity,
    });
    if (open) items.push(...members.map((alert) => ({ ...alert, parent: key })));
  }
  return items;
}
