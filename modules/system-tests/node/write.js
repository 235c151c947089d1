// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
//
// Writes frames of readings with kafkajs and @kafkajs/confluent-schema-registry, as anyone's program
// would; the frames are JSON, [{key, value}, ...]:
//   node write.js BOOTSTRAP REGISTRY FRAMES
'use strict';

const {Kafka, Partitioners, logLevel} = require('kafkajs');
const {SchemaRegistry} = require('@kafkajs/confluent-schema-registry');

const TOPIC = 'tanliu.reading.frame';

async function main([bootstrap, registryUrl, frames]) {
  const registry = new SchemaRegistry({host: registryUrl});
  const schema = await registry.getLatestSchemaId(`${TOPIC}-value`);
  const kafka = new Kafka({brokers: bootstrap.split(','), logLevel: logLevel.ERROR});
  const producer = kafka.producer({
    createPartitioner: Partitioners.DefaultPartitioner,
    idempotent: true,
  });
  await producer.connect();
  const messages = await Promise.all(
    JSON.parse(frames).map(async ({key, value}) => ({key, value: await registry.encode(schema, value)})));
  await producer.send({topic: TOPIC, acks: -1, messages});
  await producer.disconnect();
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
