// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { byId, make, say } from './dom.js';
import { quantityName } from './regions.js';
import { exact, has, isChinese, text, time } from './text.js';

const MAX_SHOWN = 100;
const MAX_CLOSED = 5;
const RETRY_MILLIS = 2000;
/** A connection may die without a word, so the list is compared now and then. */
const SILENCE_MILLIS = 60000;

const TITLE = document.title;

const open = new Map();
let closed = [];
let total = 0;
let connected = false;
let loaded = false;
let stream = null;
let retry = 0;

/** Keeps the list of open alerts as it is on the server, and comes back after any break. */
export function startAlerts() {
  connect();
  setInterval(check, SILENCE_MILLIS);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) rest();
    else connect();
  });
}

/** A browser allows few connections to one server: tabs that nobody looks at give theirs back. */
function rest() {
  clearTimeout(retry);
  stream?.close();
  linked(false);
}

function connect() {
  clearTimeout(retry);
  stream?.close();
  stream = new EventSource('/api/v1/alerts/stream');
  stream.addEventListener('hello', () => {
    linked(true);
    load();
  });
  stream.addEventListener('reset', load);
  stream.addEventListener('alert', (event) => changed(JSON.parse(event.data)));
  stream.onerror = () => {
    linked(false);
    // A browser gives up for good when it gets an error page instead of a stream.
    if (stream.readyState === EventSource.CLOSED) retry = setTimeout(connect, RETRY_MILLIS);
  };
}

function check() {
  if (connected) load();
}

function linked(now) {
  connected = now;
  drawLink();
}

async function load() {
  try {
    const answer = await fetch(`/api/v1/alerts?state=open&limit=${MAX_SHOWN}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const body = await answer.json();
    open.clear();
    for (const alert of body.alerts) open.set(alert.alertId, alert);
    total = body.total;
    loaded = true;
    redrawAlerts();
  } catch {
    setTimeout(load, RETRY_MILLIS);
  }
}

function changed(alert) {
  const known = open.has(alert.alertId);
  closed = closed.filter((each) => each.alertId !== alert.alertId);
  if (isOpen(alert)) {
    open.set(alert.alertId, alert);
    if (!known) {
      total++;
      say(byId('announce'), text('announce', nameOf(alert), ruleOf(alert)));
    }
  } else if (alert.state === 'RESOLVED' && alert.change !== 'CLEARED') {
    if (open.delete(alert.alertId)) total = Math.max(0, total - 1);
    closed = [alert, ...closed].slice(0, MAX_CLOSED);
  }
  redrawAlerts();
}

/** Draws again, for instance in another language. */
export function redrawAlerts() {
  drawLink();
  const shown = [...open.values()].sort(
    (a, b) =>
      (a.severity !== 'CRITICAL') - (b.severity !== 'CRITICAL') ||
      Date.parse(b.at) - Date.parse(a.at) ||
      a.alertId.localeCompare(b.alertId),
  );
  const items = shown.slice(0, MAX_SHOWN).map(card);
  if (total > items.length) {
    items.push(make('li', { class: 'more' }, text('more', total - items.length)));
  }
  byId('open').replaceChildren(...items);
  document.title = total > 0 ? `(${total}) ${TITLE}` : TITLE;
  byId('none').hidden = !loaded || total > 0;
  say(byId('count'), loaded ? String(total) : '');
  byId('closed').replaceChildren(...closed.map(card));
  byId('closed-title').hidden = closed.length === 0;
}

function drawLink() {
  const link = byId('link');
  link.classList.toggle('lost', !connected);
  say(link, text(connected ? 'live' : 'lost'));
}

/** Somebody should look at it. A pending alert is nobody's business yet. */
function isOpen(alert) {
  return alert.state === 'FIRING' || alert.state === 'NO_DATA';
}

function ruleOf(alert) {
  return isChinese() ? alert.ruleName : alert.ruleNameEn || alert.ruleName;
}

/** Who deals with it, and why nobody may have been told. */
function standing(alert) {
  return [
    alert.state === 'NO_DATA' ? text('alertNoData') : null,
    alert.acknowledgedBy ? text('alertAcknowledged', alert.acknowledgedBy) : null,
    alert.silencedBy ? text('alertSilenced', whole(alert.silencedUntil)) : null,
    alert.inhibitedBy ? text('alertInhibited') : null,
    alert.flapping ? text('alertFlapping') : null,
    alert.escalation > 0 ? text('alertEscalated', alert.escalatedToName) : null,
  ];
}

function nameOf(alert) {
  return isChinese() ? alert.entityName : alert.entityNameEn || alert.entityName;
}

/** A date that is not broken over two lines. */
function whole(iso) {
  return time(iso).replaceAll('-', '-\u2060');
}

function evidence(alert, amount) {
  const minutes = (value) => String(Math.floor(Number(value) / 60000));
  if (alert.rule === 'unit-offline') {
    return text('alertSilence', minutes(alert.measured), minutes(alert.limit));
  }
  if (alert.measured === null || alert.limit === null) return null;
  const name = alert.rule === 'region-audit' ? 'alertDiffers' : 'alertAmount';
  return text(name, amount(alert.measured), amount(alert.limit));
}

function card(alert) {
  const amount = (value) => `${exact(value, 3)} ${alert.unit}`;
  const reason = has(`reason.${alert.reason}`) ? text(`reason.${alert.reason}`) : alert.reason;
  const facts = [
    evidence(alert, amount),
    alert.rule === 'budget-pace' && alert.schedule !== null
      ? text('alertSchedule', amount(alert.schedule))
      : null,
    alert.crossedAt ? text('crossed', whole(alert.crossedAt)) : text('at', whole(alert.at)),
    ...standing(alert),
  ];
  return make(
    'li',
    { class: `alert ${alert.severity.toLowerCase()}`, 'data-alert': alert.alertId },
    make(
      'p',
      { class: 'what' },
      make('span', { class: 'severity' }, text(`severity.${alert.severity}`)),
      make('strong', {}, nameOf(alert)),
      make('span', { class: 'rule' }, ruleOf(alert)),
    ),
    make(
      'p',
      { class: 'which' },
      [quantityName(alert.quantity), alert.period, reason].filter(Boolean).join(' · '),
    ),
    make('p', { class: 'facts' }, facts.filter(Boolean).join(isChinese() ? '；' : '; ')),
  );
}
