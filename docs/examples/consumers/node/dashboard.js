// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
//
// A dashboard on the console: months, lamps and open alerts of all entities, or of those named,
// printed whenever one has changed:
//   node dashboard.js KAFKA REGISTRY [ENTITY...]
'use strict';

const {Kafka, logLevel} = require('kafkajs');
const {SchemaRegistry} = require('@kafkajs/confluent-schema-registry');

const ENERGY = 'tanliu.metric.energy';
const LAMPS = 'tanliu.control.lamp';
const ALERTS = 'tanliu.alert.state';
const OPEN = ['FIRING', 'NO_DATA'];

// Tables: the newest value of each key. Bounded by what is shown, not by what is read.
const tables = {[ENERGY]: new Map(), [LAMPS]: new Map(), [ALERTS]: new Map()};

function take(table, key, value, shown) {
  if (value === null) {
    // Deleted: the window is no longer kept, the target is withdrawn.
    return table.delete(key);
  }
  if (!shown(value.entity)) {
    return false;
  }
  if (value.granularity !== undefined) {
    const known = table.get(key);
    // The order of a partition is right by itself; the revision also is after a topic was mirrored
    // or read again.
    if (value.granularity !== '1M' || (known && value.revision < known.revision)) {
      return false;
    }
  }
  if (value.alertId !== undefined && !OPEN.includes(value.state)) {
    return table.delete(key);
  }
  table.set(key, value);
  return true;
}

// A month begins where the entity is, not in UTC. Its middle lies in it in every zone.
function month({start, end}) {
  return new Date((Number(start) + Number(end)) / 2).toISOString().slice(0, 7);
}

function print() {
  const lines = [];
  const sorted = (table) => [...table.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  for (const window of sorted(tables[ENERGY])) {
    for (const quantity of Object.keys(window.amounts).sort()) {
      const {amount, unit, coverage, provisional} = window.amounts[quantity];
      // Down: 99.9 % is not all.
      const measured = Math.floor(coverage * 100);
      lines.push(
        `MONTH ${window.entity} ${month(window)} ${quantity} ${amount} ${unit}, measured ${measured} %` +
          (window.provisional || provisional ? ', provisional' : ''));
    }
  }
  for (const lamps of sorted(tables[LAMPS])) {
    lines.push(
      `LAMPS ${lamps.entity} ${lamps.period} energy ${lamps.energyTotal} ${lamps.energyIntensity}` +
        ` carbon ${lamps.carbonTotal} ${lamps.carbonIntensity}`);
  }
  for (const alert of sorted(tables[ALERTS])) {
    lines.push(`ALERT ${alert.severity} ${alert.state} ${alert.rule} ${alert.entity} ${alert.subject}`);
  }
  process.stdout.write(`${lines.join('\n')}\n\n`);
}

async function main([bootstrap, registryUrl, ...entities]) {
  const shown = (entity) => entities.length === 0 || entities.includes(entity);
  const registry = new SchemaRegistry({host: registryUrl});
  const kafka = new Kafka({brokers: bootstrap.split(','), logLevel: logLevel.ERROR});
  // A group of its own, forgotten at the end: each dashboard needs every partition, from its
  // beginning. readUncommitted is false by default: what an aborted transaction left behind never
  // happened.
  const consumer = kafka.consumer({groupId: `dashboard-${process.pid}-${Date.now()}`, readUncommitted: false});
  await consumer.connect();
  await consumer.subscribe({topics: Object.keys(tables), fromBeginning: true});
  let changed = Date.now();
  let printed = 0;
  await consumer.run({
    autoCommit: false,
    eachMessage: async ({topic, message}) => {
      const key = message.key.toString('utf8');
      const value = message.value === null ? null : await registry.decode(message.value);
      if (take(tables[topic], key, value, shown)) {
        changed = Date.now();
      }
    },
  });
  consumer.on(consumer.events.CRASH, ({payload}) => fail(payload.error));
  // Once a second at most, and not while the past still rushes by.
  setInterval(() => {
    if (printed < changed && Date.now() - changed >= 1_000) {
      printed = Date.now();
      print();
    }
  }, 250);
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
