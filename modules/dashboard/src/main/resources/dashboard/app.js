// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { redrawAlerts, startAlerts } from './alerts.js';
import { byId, say } from './dom.js';
import { redrawRegions, startRegions } from './regions.js';
import { text, toggle, use } from './text.js';

function redraw() {
  const language = byId('language');
  say(language, text('otherLanguage'));
  language.lang = document.documentElement.lang.startsWith('zh') ? 'en' : 'zh-CN';
  redrawRegions();
  redrawAlerts();
}

await use();
byId('language').addEventListener('click', async () => {
  await toggle();
  redraw();
});
redraw();
startRegions();
startAlerts();
