// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { h, ref } from '../lib/vue.js';
import { remember, remembered } from '../core/memory.js';
import { isChinese, t } from '../core/i18n.js';
import { href } from '../core/router.js';
import { isOpen, onChange } from '../stores/alerts.js';
import { alertName, ruleName } from './alertbits.js';

/** Sound and browser notifications for new critical alerts, both off until somebody asks for them. */
const sound = ref(remembered('sound') === 'on');
const notes = ref(remembered('notes') === 'on' && globalThis.Notification?.permission === 'granted');
const PAUSE_MILLIS = 3000;
let context = null;
let lastBeep = 0;

function beep() {
  if (Date.now() - lastBeep < PAUSE_MILLIS) return;
  lastBeep = Date.now();
  context ??= new AudioContext();
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 660;
  volume.gain.setValueAtTime(0.15, context.currentTime);
  volume.gain.exponentialRampToValueAtTime(0.001, context.currentTime + 0.6);
  tone.connect(volume).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.6);
}

onChange((alert, before) => {
  if (!isOpen(alert) || alert.severity !== 'CRITICAL' || alert.muted || before?.severity === 'CRITICAL')
    return;
  if (sound.value) beep();
  if (notes.value) {
    const note = new Notification(`${alertName(alert)} ${ruleName(alert)}`, {
      tag: alert.alertId,
      lang: isChinese() ? 'zh-CN' : 'en',
      body: alert.period,
    });
    note.onclick = () => {
      window.focus();
      location.hash = href('alerts', [alert.alertId]);
    };
  }
});

async function switchNotes() {
  if (!notes.value) {
    if (!globalThis.Notification || (await Notification.requestPermission()) !== 'granted') return;
  }
  notes.value = !notes.value;
  remember('notes', notes.value ? 'on' : 'off');
}

function switchSound() {
  sound.value = !sound.value;
  remember('sound', sound.value ? 'on' : 'off');
  if (sound.value) {
    lastBeep = 0;
    beep();
  }
}

export function NoticeSettings() {
  const button = (on, label, toggle) =>
    h('button', { type: 'button', class: 'small', 'aria-pressed': String(on), onClick: toggle }, [
      on ? '● ' : '○ ',
      label,
    ]);
  return h('div', { class: 'tools', role: 'group', 'aria-label': t('tellMe') }, [
    button(sound.value, t('sound'), switchSound),
    button(notes.value, t('notifications'), switchNotes),
  ]);
}
