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
  /** Since when there is no connection, epoch ms; null while there is one, or before the first. */
  lostAt: null,
  /** How often the whole list was read; who looks at an alert that is not in it asks again. */
  reads: 0,
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
      Object.assign(alerts, { live: true, lostAt: null });
      load();
    },
    reset: load,
    alert: changed,
    lost() {
      Object.assign(alerts, { live: false, lostAt: alerts.lostAt ?? Date.now() });
    },
  });
  if (!startAlerts.compare) startAlerts.compare = setInterval(compare, COMPARE_MILLIS);
}

/** Whether as many are open as are known here; only then the whole list is spared. */
async function compare() {
  if (!alerts.live || loading) return;
  const body = await get('/api/v1/alerts', { state: 'open', limit: 1 }).catch(() => null);
  if (body && body.total !== byId.size + beyond) load();
}

/** The server answers again: no need to wait any longer. */
export const reconnect = () => alerts.live || stream?.wake();

let loading = null;
let meanwhile = [];

/** Reads the whole list; who asks while it is on its way is content with one more. */
function load() {
  if (loading) {
    loading.again = true;
    return;
  }
  loading = { again: false };
  meanwhile = [];
  get('/api/v1/alerts', { state: 'open', limit: MAX_OPEN })
    .then((body) => {
      replace(body);
      Object.assign(alerts, { loaded: true, error: null, reads: alerts.reads + 1 });
    })
    .catch((failure) => (alerts.error = failure))
    .finally(() => {
      const { again } = loading;
      loading = null;
      draw();
      if (again) load();
    });
}

/**
 * The list as it was read, with what arrived while it was on its way on top. What nobody told of, because
 * there was no connection when it happened, is told of now.
 */
function replace(body) {
  const before = new Map(byId);
  const arrived = new Set(meanwhile.map((alert) => alert.alertId));
  const whole = alerts.loaded && beyond === 0;
  byId.clear();
  beyond = body.total - body.alerts.length;
  for (const alert of body.alerts) {
    const known = before.get(alert.alertId);
    if (whole && !arrived.has(alert.alertId) && !(known?.sequence >= alert.sequence)) tell(alert, known);
    byId.set(alert.alertId, alert);
  }
  for (const alert of meanwhile) if (!(byId.get(alert.alertId)?.sequence > alert.sequence)) put(alert);
}

/** A change from the stream; a repeated one changes nothing. */
function changed(alert) {
  const before = byId.get(alert.alertId);
  if (before?.sequence >= alert.sequence) return;
  if (loading) meanwhile.push(alert);
  put(alert);
  tell(alert, before);
  drawTimer ||= setTimeout(draw, DRAW_MILLIS);
}

function put(alert) {
  if (!isOpen(alert)) byId.delete(alert.alertId);
  else if (byId.has(alert.alertId) || byId.size < MAX_OPEN) byId.set(alert.alertId, alert);
  else beyond++;
}

function tell(alert, before) {
  if (alert.change !== 'PENDED' && alert.change !== 'CLEARED') {
    recent = [alert, ...recent.filter((each) => each.alertId !== alert.alertId)].slice(0, MAX_RECENT);
  }
  for (const listener of listeners) listener(alert, before);
  if (isOpen(alert) && !before) alerts.news = alert;
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
