/**
 * The agent at an enterprise: takes readings, keeps them, and sends them on until they are
 * acknowledged. Knows the gateway's HTTP API and no Kafka.
 */
package io.tanliu.edge;
