// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { shallowReactive } from '../lib/vue.js';
import { get } from '../core/api.js';
import { openStream } from '../core/stream.js';

/**
 * All open alerts as they are on the server, and what closed last. Changes are put together and drawn
 * four times a second; nothing here grows without bound.
 */
const MAX_OPEN = 10000;
const MAX_RECENT = 200;
const DRAW_MILLIS = 250;
const COMPARE_MILLIS = 60000;

export const alerts = shallowReactive({
  open: [],
  recent: [],
  total: 0,
  loaded: false,
  live: false,
  error: null,
  news: null,
});

const byId = new Map();
const listeners = new Set();
let recent = [];
let stream = null;
let drawTimer = 0;
let beyond = 0;

export const isOpen = (alert) => alert.state === 'FIRING' || alert.state === 'NO_DATA';

/** Told of every change that arrives, for sound and notifications. */
export function onChange(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function startAlerts() {
  stream?.close();
  stream = openStream('/api/v1/alerts/stream', {
    hello() {
      alerts.live = true;
      load();
    },
    reset: load,
    alert: changed,
    lost() {
      alerts.live = false;
    },
  });
  if (!startAlerts.compare) startAlerts.compare = setInterval(() => alerts.live && load(), COMPARE_MILLIS);
}

let loading = null;

async function load() {
  loading ??= (async () => {
    try {
      const body = await get('/api/v1/alerts', { state: 'open', limit: MAX_OPEN });
      byId.clear();
      for (const alert of body.alerts) byId.set(alert.alertId, alert);
      beyond = body.total - body.alerts.length;
      Object.assign(alerts, { loaded: true, error: null });
    } catch (failure) {
      alerts.error = failure;
    } finally {
      loading = null;
    }
    draw();
  })();
  return loading;
}

function changed(alert) {
  const before = byId.get(alert.alertId);
  if (before && before.sequence > alert.sequence) return;
  if (isOpen(alert)) {
    if (before || byId.size < MAX_OPEN) byId.set(alert.alertId, alert);
    else beyond++;
  } else {
    byId.delete(alert.alertId);
  }
  if (alert.change !== 'PENDED' && alert.change !== 'CLEARED') {
    recent = [alert, ...recent.filter((each) => each.alertId !== alert.alertId)].slice(0, MAX_RECENT);
  }
  for (const listener of listeners) listener(alert, before);
  if (isOpen(alert) && !before) alerts.news = alert;
  drawTimer ||= setTimeout(draw, DRAW_MILLIS);
}

function draw() {
  clearTimeout(drawTimer);
  drawTimer = 0;
  alerts.open = [...byId.values()].sort(byUrgency);
  alerts.recent = recent;
  alerts.total = byId.size + beyond;
}

export function byUrgency(a, b) {
  return (
    (a.severity !== 'CRITICAL') - (b.severity !== 'CRITICAL') ||
    Boolean(a.acknowledgedBy) - Boolean(b.acknowledgedBy) ||
    (a.state !== 'FIRING') - (b.state !== 'FIRING') ||
    b.since.localeCompare(a.since) ||
    a.alertId.localeCompare(b.alertId)
  );
}

export const find = (alertId) => byId.get(alertId) ?? recent.find((each) => each.alertId === alertId);
