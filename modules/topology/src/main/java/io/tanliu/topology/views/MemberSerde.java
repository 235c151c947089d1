// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.topology.views.UnitViews.Result.Member;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;

/** Words to a group on the internal topic; nobody outside reads them. */
final class MemberSerde implements Serde<Member> {
  @Override
  public Serializer<Member> serializer() {
    return (topic, member) ->
        member == null
            ? null
            : ViewBytes.write(
                out -> {
                  out.writeUTF(member.unit());
                  byte[] standing =
                      member.standing() == null ? new byte[0] : member.standing().get();
                  out.writeInt(standing.length);
                  out.write(standing);
                });
  }

  @Override
  public Deserializer<Member> deserializer() {
    return (topic, bytes) ->
        bytes == null
            ? null
            : ViewBytes.read(
                bytes,
                in -> {
                  String unit = in.readUTF();
                  byte[] standing = in.readNBytes(in.readInt());
                  return new Member(unit, standing.length == 0 ? null : Bytes.wrap(standing));
                });
  }
}
