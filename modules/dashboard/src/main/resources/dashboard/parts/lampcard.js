// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { number, percent, short, signed } from '../core/format.js';
import { half, nameOf, t, tcode } from '../core/i18n.js';
import { Coverage } from './basics.js';
import { Lamp, kindName, leading, levelName } from './lamp.js';

/** One of the four lamps of an entity with the figures that decided it. */
export function LampCard({ record, kind }) {
  const level = record?.[kind.field];
  const lamp = leading(record, kind.code);
  return h('article', { class: ['lampcard', level?.code ?? 'NOT_SET'], 'aria-label': kindName(kind.code) }, [
    h('header', [
      h(Lamp, { level, size: 34 }),
      h('div', [h('h2', kindName(kind.code)), h('p', { class: 'level' }, levelName(level))]),
    ]),
    lamp
      ? [h('p', { class: 'why' }, nameOf(lamp.reason)), total(lamp) ?? intensity(lamp), foot(lamp)]
      : h('p', { class: 'why' }, t(record ? 'lamp.noTarget' : 'lamp.noRecord')),
  ]);
}
LampCard.props = ['record', 'kind'];

function row(name, value, note) {
  return [h('dt', name), h('dd', [value, note ? h('small', ` ${note}`) : null])];
}

function total(lamp) {
  if (lamp.denominator) return null;
  const unit = tcode('unit', lamp.unit);
  const share = lamp.limit ? lamp.assessed / lamp.limit : null;
  return h('dl', { class: 'facts' }, [
    row(t('assessed'), h('b', short(lamp.assessed)), unit),
    lamp.schedule === null
      ? null
      : row(t('scheduled'), short(lamp.schedule), signed(lamp.assessed / lamp.schedule - 1)),
    lamp.limit === null ? null : row(t('limit'), short(lamp.limit), percent(share)),
    lamp.forecast
      ? row(
          t('forecast'),
          short(lamp.forecast.value),
          `${short(lamp.forecast.low)} – ${short(lamp.forecast.high)}`,
        )
      : null,
  ]);
}

function intensity(lamp) {
  return h('dl', { class: 'facts' }, [
    row(t('intensity'), h('b', number(lamp.value)), tcode('unit', lamp.valueUnit)),
    lamp.decline === null ? null : row(t('decline'), signed(-lamp.decline, 2), t('sameDays')),
    lamp.required === null ? null : row(t('required'), signed(-lamp.required, 2)),
    lamp.forecast
      ? row(
          t('forecast'),
          number(lamp.forecast.value),
          `${number(lamp.forecast.low)} – ${number(lamp.forecast.high)}`,
        )
      : null,
  ]);
}

function foot(lamp) {
  return h('p', { class: 'foot' }, [
    h('span', [t('coverage'), ' ', h(Coverage, { value: lamp.coverage })]),
    lamp.provisional ? h('span', { title: t('provisionalWhy') }, t('provisional')) : null,
    lamp.exempt ? h('span', t('exempt')) : null,
    h('span', { class: 'source', title: lamp.source }, half(lamp.source)),
  ]);
}
