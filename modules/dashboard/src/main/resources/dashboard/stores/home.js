// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { shallowReactive } from '../lib/vue.js';
import { get } from '../core/api.js';
import { setZone } from '../core/format.js';
import { session } from '../core/session.js';
import { reconnect } from './alerts.js';

/** The deployment's own region, what lies below it, and how far its data reach; looked at every five seconds. */
/** Where a caller who may not see all begins; everybody else begins with the deployment's own region. */
export function startRegion() {
  const caller = session.caller;
  return caller?.access === 'required' && !caller.everything ? caller.regions?.[0] : undefined;
}

const EVERY_MILLIS = 5000;

export const home = shallowReactive({ overview: null, error: null });

let timer = 0;

export async function refreshHome() {
  clearTimeout(timer);
  if (!document.hidden || !home.overview) {
    try {
      home.overview = await get('/api/v1/overview', { quantity: 'tce', region: startRegion() });
      setZone(home.overview.zone);
      home.error = null;
      reconnect();
    } catch (failure) {
      home.error = failure;
    }
  }
  timer = setTimeout(refreshHome, EVERY_MILLIS);
}

const look = () => document.hidden || refreshHome();

/** May be called again, for another caller. */
export function startHome() {
  home.overview = null;
  document.addEventListener('visibilitychange', look);
  return refreshHome();
}
