// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.wire;

import io.tanliu.avro.StackDefinition;
import io.tanliu.avro.StationChannel;
import io.tanliu.avro.StationDefinition;
import io.tanliu.avro.StationKind;
import io.tanliu.domain.cems.Basis;
import io.tanliu.domain.cems.FlowKind;
import io.tanliu.domain.station.FlagScheme;
import io.tanliu.domain.station.Station;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@link Station} as Avro. */
public final class StationMapping {
  private StationMapping() {}

  /** The record for a station. */
  public static StationDefinition toAvro(Station station) {
    List<StationChannel> channels = new ArrayList<>();
    for (Station.Channel channel : station.channels()) {
      channels.add(
          StationChannel.newBuilder()
              .setParameter(channel.parameter())
              .setUnit(channel.unit())
              .setBasis(channel.basis().map(Basis::name).orElse(null))
              .setPoint(channel.point().orElse(null))
              .build());
    }
    return StationDefinition.newBuilder()
        .setId(station.id())
        .setName(station.name())
        .setKind(StationKind.valueOf(station.kind().name()))
        .setRegion(station.region())
        .setZone(station.zone().getId())
        .setPlatform(station.platform().map(Station.Platform::name).orElse(null))
        .setLatitude(station.position().map(Station.Position::latitude).orElse(null))
        .setLongitude(station.position().map(Station.Position::longitude).orElse(null))
        .setHeight(station.height().orElse(null))
        .setInterval(Math.toIntExact(station.interval().toSeconds()))
        .setFlagScheme(station.scheme().name())
        .setNeeded(station.needed())
        .setChannels(channels)
        .setStack(station.stack().map(StationMapping::stack).orElse(null))
        .build();
  }

  private static StackDefinition stack(Station.Stack stack) {
    return StackDefinition.newBuilder()
        .setUnit(stack.unit())
        .setFlow(stack.flow().name())
        .setSection(stack.section().map(BigDecimal::toPlainString).orElse(null))
        .setVelocityFactor(stack.velocityFactor().toPlainString())
        .setAmbientPressure(stack.ambientPressure().toPlainString())
        .setHumidity(stack.humidity().map(BigDecimal::toPlainString).orElse(null))
        .build();
  }

  /**
   * The station in a record.
   *
   * @throws IllegalArgumentException when a field holds what no station can have; the message has
   *     field, value and what was expected
   */
  public static Station fromAvro(StationDefinition record) {
    List<Station.Channel> channels = new ArrayList<>();
    for (StationChannel channel : record.getChannels()) {
      channels.add(
          new Station.Channel(
              channel.getParameter(),
              channel.getUnit(),
              Optional.ofNullable(channel.getBasis())
                  .map(basis -> Parse.constant("basis", basis, Basis.class)),
              Optional.ofNullable(channel.getPoint())));
    }
    if (record.getInterval() < 1) {
      throw Parse.refused("interval", Integer.toString(record.getInterval()), "1 or more");
    }
    return new Station(
        record.getId(),
        record.getName(),
        Station.Kind.valueOf(record.getKind().name()),
        record.getRegion(),
        Parse.zone("zone", record.getZone()),
        Optional.ofNullable(record.getPlatform())
            .map(platform -> Parse.constant("platform", platform, Station.Platform.class)),
        record.getLatitude() == null || record.getLongitude() == null
            ? Optional.empty()
            : Optional.of(new Station.Position(record.getLatitude(), record.getLongitude())),
        Optional.ofNullable(record.getHeight()),
        Duration.ofSeconds(record.getInterval()),
        Parse.constant("flagScheme", record.getFlagScheme(), FlagScheme.class),
        record.getNeeded(),
        channels,
        Optional.ofNullable(record.getStack()).map(StationMapping::stack));
  }

  private static Station.Stack stack(StackDefinition record) {
    return new Station.Stack(
        record.getUnit(),
        Parse.constant("stack.flow", record.getFlow(), FlowKind.class),
        decimal("stack.section", record.getSection()),
        Parse.decimal("stack.velocityFactor", record.getVelocityFactor()),
        Parse.decimal("stack.ambientPressure", record.getAmbientPressure()),
        decimal("stack.humidity", record.getHumidity()));
  }

  private static Optional<BigDecimal> decimal(String field, String value) {
    return Optional.ofNullable(value).map(text -> Parse.decimal(field, text));
  }
}
