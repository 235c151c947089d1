// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h } from '../lib/vue.js';
import { exact, number, percent, time } from '../core/format.js';
import { has, isChinese, t, tcode } from '../core/i18n.js';

/** Words about alerts that the list, the detail and the overview share. */
export const ruleName = (alert) => (isChinese() ? alert.ruleName : alert.ruleNameEn || alert.ruleName);
export const alertName = (alert) => (isChinese() ? alert.entityName : alert.entityNameEn || alert.entityName);
export const reasonText = (alert) =>
  has(`reason.${alert.reason}`) ? t(`reason.${alert.reason}`) : alert.reason;

/** Severity and state as shape and words. */
export function SeverityBadge({ alert }) {
  const state = alert.state === 'FIRING' ? alert.severity : alert.state;
  const sign = { CRITICAL: '◆', WARNING: '▲', NO_DATA: '?', PENDING: '…', RESOLVED: '✓' }[state];
  return h('span', { class: ['badge', state] }, [
    h('i', { 'aria-hidden': 'true' }, sign),
    tcode('severity', state),
  ]);
}
SeverityBadge.props = ['alert'];

/** Who deals with it, and why nobody may have been told. */
export function standing(alert) {
  const words = [];
  if (alert.acknowledgedBy) words.push(['ok', t('alertAcknowledged', alert.acknowledgedBy)]);
  if (alert.silencedBy) words.push(['quiet', t('alertSilenced', time(alert.silencedUntil))]);
  if (alert.inhibitedBy) words.push(['quiet', t('alertInhibited')]);
  if (alert.flapping) words.push(['quiet', t('alertFlapping')]);
  if (alert.escalation > 0) words.push(['up', t('alertEscalated', alert.escalatedToName)]);
  if (alert.restated) words.push(['quiet', t('alertRestated')]);
  return words;
}

export const Standing = ({ alert }) =>
  standing(alert).map(([kind, words]) => h('span', { class: ['tag', kind] }, words));
Standing.props = ['alert'];

const ratio = (alert) => alert.unit === '1';

/** Measured against limit, as the rule means it. */
export function evidenceText(alert) {
  if (alert.rule === 'unit-offline') {
    return t('alertSilence', exact(alert.measured / 60000, 0), exact(alert.limit / 60000, 0));
  }
  if (alert.measured === null) return '';
  const show = (value) =>
    ratio(alert) ? percent(value, 1) : `${number(value)} ${tcode('unit', alert.unit)}`;
  if (alert.limit === null) return t('alertMeasured', show(alert.measured));
  return t('alertAmount', show(alert.measured), show(alert.limit));
}
