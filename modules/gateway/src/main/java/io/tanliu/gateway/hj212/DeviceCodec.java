// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.hj212;

import io.tanliu.hj212.Decoder;
import io.tanliu.hj212.Encoder;
import io.tanliu.hj212.Rules;
import io.tanliu.hj212.Sm4Keys;

/** How frames are read and written at the door: any checksum, which is judged per device later. */
record DeviceCodec(Decoder decoder, Encoder encoder) {
  DeviceCodec(Sm4Keys keys) {
    this(new Decoder(Rules.standard().takingAnyChecksum().with(keys)), new Encoder(keys));
  }
}
