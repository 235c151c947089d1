// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

/** Over MQTT 3.1.1. */
class MqttDoor3Test extends MqttDoorContract {
  MqttDoor3Test() {
    super("3");
  }
}
