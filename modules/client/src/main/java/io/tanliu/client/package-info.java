/** Sends files of readings through the HTTP API of a gateway; knows no Kafka. */
package io.tanliu.client;
