// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
//
// Reads topics with kafkajs and @kafkajs/confluent-schema-registry, as anyone's program would, and
// prints each record about one entity as one line of JSON until it is stopped:
//   node read.js BOOTSTRAP REGISTRY ENTITY TOPIC...
'use strict';

const {Kafka, logLevel} = require('kafkajs');
const {SchemaRegistry} = require('@kafkajs/confluent-schema-registry');

async function main([bootstrap, registryUrl, entity, ...topics]) {
  const registry = new SchemaRegistry({host: registryUrl});
  const kafka = new Kafka({brokers: bootstrap.split(','), logLevel: logLevel.ERROR});
  const consumer = kafka.consumer({groupId: `foreign-client-${process.pid}`});
  await consumer.connect();
  await consumer.subscribe({topics, fromBeginning: true});
  await consumer.run({
    eachMessage: async ({topic, message}) => {
      const key = message.key.toString('utf8');
      const value = await registry.decode(message.value);
      if (value?.entity === entity) {
        process.stdout.write(`${JSON.stringify({topic, key, value})}\n`);
      }
    },
  });
  consumer.on(consumer.events.CRASH, ({payload}) => fail(payload.error));
}

function fail(error) {
  console.error(error);
  process.exit(1);
}

main(process.argv.slice(2)).catch(fail);
