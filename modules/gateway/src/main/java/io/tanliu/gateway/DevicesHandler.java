// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

import io.javalin.http.Context;
import io.tanliu.access.Permission;
import io.tanliu.access.http.HttpGate;
import io.tanliu.avro.DeviceDefinition;
import io.tanliu.domain.device.Device;
import io.tanliu.wire.DeviceMapping;
import io.tanliu.wire.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code /api/v1/devices}: the data loggers that may speak HJ 212 here. */
final class DevicesHandler {
  private static final Set<String> FIELDS =
      Set.of(
          "unit",
          "enabled",
          "password",
          "anyChecksum",
          "flags",
          "channels",
          "sm4Key",
          "sm4Only",
          "certificate",
          "minuteInterval");
  private static final Pattern MN = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern FLAGS = Pattern.compile("[A-Z0-9]{1,20}");
  private static final Pattern SM4_KEY = Pattern.compile("[0-9A-Fa-f]{32}");
  private static final Pattern PASSWORD = Pattern.compile("[\\x21-\\x7e&&[^;,&#=]]{1,64}");
  private static final Pattern CHANNEL =
      Pattern.compile("([1-9]\\d{3}) ([^\\s;,=&#-]{1,32})-([^\\s;,=&#]{1,32}) = (\\S{1,64})");

  private final DeviceBook devices;
  private final ReferenceView units;
  private final OwnWrites writes;
  private final BodyReader bodies;
  private final Optional<SecretBox> secrets;

  /**
   * @param secrets seals keys; without it no device can have one
   */
  DevicesHandler(
      DeviceBook devices,
      ReferenceView units,
      OwnWrites writes,
      BodyReader bodies,
      Optional<SecretBox> secrets) {
    this.secrets = secrets;
    this.devices = devices;
    this.units = units;
    this.writes = writes;
    this.bodies = bodies;
  }

  /** Registers a device, or changes it; without a password it keeps the one it has. */
  synchronized Answer put(Context ctx, InputStream body) throws IOException {
    String mn = ctx.pathParam("mn");
    if (!MN.matcher(mn).matches()) {
      throw JsonFields.refused("mn", mn, "1 to 64 characters of A-Z a-z 0-9 . _ -");
    }
    JsonFields fields = JsonFields.read(bodies, body, ReadingsRequest.gzip(ctx), FIELDS);
    String unit = fields.required("unit", 64);
    KnownUnit known =
        units.find(unit).orElseThrow(() -> JsonFields.refused("unit", unit, "a registered unit"));
    // Where it measures now, and where it is to measure.
    devices.find(mn).ifPresent(before -> require(ctx, before.device().unit()));
    require(ctx, unit);
    boolean fresh = devices.find(mn).isEmpty();
    Device device =
        new Device(
            mn,
            unit,
            fields.flag("enabled").orElse(true),
            passwordHash(mn, fields),
            fields.flag("anyChecksum").orElse(false),
            matching(fields.text("flags", 20).orElse("N"), FLAGS, "flags", "letters such as N"),
            channels(fields.texts("channels").orElse(List.of()), known),
            guard(mn, fields),
            fields.whole("minuteInterval", 0, 1_440).orElse(0));
    HttpGate.replaced(ctx, devices.find(mn).map(DeviceBook.Known::device).orElse(null), device);
    write(mn, DeviceMapping.toAvro(device));
    return Answer.json(fresh ? 201 : 200, json(device), "applied");
  }

  private static void require(Context ctx, String unit) {
    HttpGate.require(ctx, Permission.MANAGE, places -> places.unit(unit));
  }

  /** Forgets a device. */
  synchronized Answer delete(Context ctx, InputStream body) {
    Device before = find(ctx);
    HttpGate.replaced(ctx, before, null);
    write(before.mn(), null);
    return Answer.json(200, json(before), "deleted");
  }

  /** One device. */
  Answer one(Context ctx, InputStream body) {
    return Answer.json(200, json(find(ctx)), "devices");
  }

  /** All of them, by number. */
  Answer list(Context ctx, InputStream body) {
    List<Map<String, Object>> found =
        devices.all().stream()
            .filter(
                device ->
                    HttpGate.may(ctx, Permission.MANAGE, places -> places.unit(device.unit())))
            .map(DevicesHandler::json)
            .toList();
    return Answer.json(200, Map.of("devices", found), "devices");
  }

  private Device find(Context ctx) {
    String mn = ctx.pathParam("mn");
    return devices
        .find(mn)
        .map(DeviceBook.Known::device)
        .orElseThrow(
            () -> Problem.of(Problem.Code.UNKNOWN_DEVICE, "mn", mn, "a registered device"));
  }

  private String passwordHash(String mn, JsonFields fields) {
    if (!fields.has("password")) {
      return devices
          .find(mn)
          .map(known -> known.device().passwordHash())
          .orElseThrow(() -> JsonFields.refused("password", "", "a password"));
    }
    String password = fields.text("password", 64).orElseThrow();
    if (!PASSWORD.matcher(password).matches()) {
      throw JsonFields.refused(
          "password", "(not shown)", "1 to 64 printable characters, none of ; , & # =");
    }
    return PasswordHash.of(password);
  }

  private Device.Guard guard(String mn, JsonFields fields) {
    String key = sm4Key(mn, fields);
    boolean only = fields.flag("sm4Only").orElse(false);
    if (only && key.isEmpty()) {
      throw JsonFields.refused("sm4Only", "true", "a device with an sm4Key");
    }
    return new Device.Guard(key, only, fields.flag("certificate").orElse(false));
  }

  /** Without one it keeps the one it has; an empty one takes it away. */
  private String sm4Key(String mn, JsonFields fields) {
    Optional<String> text = fields.text("sm4Key", 64);
    if (text.isEmpty()) {
      return devices.find(mn).map(known -> known.device().guard().sm4Key()).orElse("");
    }
    if (text.get().isEmpty()) {
      return "";
    }
    if (!SM4_KEY.matcher(text.get()).matches()) {
      throw JsonFields.refused("sm4Key", "(not shown)", "32 hex digits");
    }
    SecretBox box =
        secrets.orElseThrow(
            () ->
                JsonFields.refused(
                    "sm4Key",
                    "(not shown)",
                    "none, because this gateway has no " + SecretBox.FILE + " to keep it with"));
    return box.seal(HexFormat.of().parseHex(text.get()), mn);
  }

  private static List<Device.Channel> channels(List<String> texts, KnownUnit unit) {
    List<Device.Channel> channels = new ArrayList<>();
    for (String text : texts) {
      Matcher parts = CHANNEL.matcher(text);
      if (!parts.matches()) {
        throw JsonFields.refused("channels", text, "as: 2051 a05001-Cou = CO2-1");
      }
      String point = parts.group(4);
      if (!unit.knows(point)) {
        throw JsonFields.refused("channels", text, "a point of " + unit.unit().id());
      }
      channels.add(
          new Device.Channel(
              Integer.parseInt(parts.group(1)), parts.group(2), parts.group(3), point));
    }
    return channels;
  }

  private static String matching(String text, Pattern pattern, String field, String expected) {
    if (!pattern.matcher(text).matches()) {
      throw JsonFields.refused(field, text, expected);
    }
    return text;
  }

  private void write(String mn, DeviceDefinition definition) {
    writes.write(Topics.REF_DEVICE, mn, definition, "device");
  }

  private static Map<String, Object> json(Device device) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mn", device.mn());
    json.put("unit", device.unit());
    json.put("enabled", device.enabled());
    json.put("anyChecksum", device.anyChecksum());
    json.put("flags", device.flags());
    json.put(
        "channels",
        device.channels().stream()
            .map(c -> c.command() + " " + c.factor() + "-" + c.property() + " = " + c.point())
            .toList());
    json.put("sm4", !device.guard().sm4Key().isEmpty());
    json.put("sm4Only", device.guard().sm4Only());
    json.put("certificate", device.guard().certificate());
    json.put("minuteInterval", device.minuteInterval());
    return json;
  }
}
