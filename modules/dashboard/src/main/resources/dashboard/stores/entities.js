// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { shallowReactive } from '../lib/vue.js';
import { get } from '../core/api.js';

/** Names of all regions, industries and units; loaded once, and again when an unknown one is met. */
export const entities = shallowReactive({ list: [], byId: new Map(), error: null });

let loading = null;

export function loadEntities() {
  loading ??= get('/api/v1/entities', { limit: 100000 })
    .then((body) => {
      entities.list = body.entities;
      entities.byId = new Map(body.entities.map((each) => [each.id, each]));
      entities.error = null;
    })
    .catch((failure) => {
      entities.error = failure;
    })
    .finally(() => {
      loading = null;
    });
  return loading;
}

export function entityOf(id) {
  const found = entities.byId.get(id);
  if (!found && entities.list.length > 0 && id && !missed.has(id) && missed.size < 1000) {
    missed.add(id);
    loadEntities();
  }
  return found ?? { id, name: id, nameEn: id };
}

const missed = new Set();

/** The city (prefecture) that a region or unit is or lies in. */
export function cityOf(id) {
  let at = entities.byId.get(id);
  for (let steps = 0; at && steps < 8; steps++) {
    if (at.level === 'prefecture') return at.id;
    at = entities.byId.get(at.parent);
  }
  return null;
}

/** True when the entity is that region or lies below it. */
export function within(id, region) {
  for (let at = id, steps = 0; at && steps < 9; steps++) {
    if (at === region) return true;
    at = entities.byId.get(at)?.parent;
  }
  return false;
}
