// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
import { defineAsyncComponent } from '../lib/vue.js';
import { patiently } from '../core/patiently.js';
import { session } from '../core/session.js';
import { Overview } from './overview.js';

/** The views by the first part of the address; all but the first are loaded when they are wanted. */
const later = (file, name) =>
  defineAsyncComponent(() => patiently(() => import(`./${file}.js`)).then((module) => module[name]));

export const VIEWS = {
  overview: Overview,
  alerts: later('alerts', 'AlertsView'),
  entity: later('entity', 'EntityView'),
  stations: later('stations', 'StationsView'),
  targets: later('targets', 'TargetsView'),
  quality: later('quality', 'QualityView'),
  reports: later('reports', 'ReportsView'),
  audit: later('audit', 'AuditView'),
  rules: later('rules', 'RulesView'),
};

/** Silences and rules are reached from the alerts; the record of changes is for whom it is kept for. */
const APART = new Set(['rules', 'audit']);

export const navigation = () =>
  Object.keys(VIEWS).filter(
    (view) =>
      !APART.has(view) || (view === 'audit' && session.caller?.access === 'required' && session.may('audit')),
  );
