/** Sends files of readings through the gateway's HTTP API. */
package io.tanliu.gateway.client;
