// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway.mqtt;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import org.eclipse.tahu.protobuf.SparkplugBProto.DataType;
import org.eclipse.tahu.protobuf.SparkplugBProto.Payload.Metric;

/**
 * The number of a metric as decimal text. Integers are exact. A float or double is the shortest
 * decimal that names it among its kind (what the device showed, if that had no more than 6 or 15
 * digits), rounded half to even to {@value #PLACES} places, which is as fine as a reading can be.
 */
final class SparkplugNumber {
  private static final int PLACES = 9;

  private SparkplugNumber() {}

  /**
   * The number.
   *
   * @param datatype of the metric, 0 when neither it nor its birth names one
   * @return empty when it holds no number, or one whose sign its type does not tell
   */
  static Optional<String> of(Metric metric, int datatype) {
    return switch (metric.getValueCase()) {
      case INT_VALUE -> integer(metric.getIntValue(), datatype);
      case LONG_VALUE -> integer(metric.getLongValue(), datatype);
      case FLOAT_VALUE -> decimal(Float.toString(metric.getFloatValue()));
      case DOUBLE_VALUE -> decimal(Double.toString(metric.getDoubleValue()));
      default -> Optional.empty();
    };
  }

  /** Signed types are in two's complement of 32 bits, or of their own width with zeros before. */
  private static Optional<String> integer(int bits, int datatype) {
    return switch (datatype) {
      case DataType.Int8_VALUE -> Optional.of(Byte.toString((byte) bits));
      case DataType.Int16_VALUE -> Optional.of(Short.toString((short) bits));
      case DataType.Int32_VALUE -> Optional.of(Integer.toString(bits));
      case DataType.UInt8_VALUE, DataType.UInt16_VALUE, DataType.UInt32_VALUE ->
          Optional.of(Integer.toUnsignedString(bits));
      default -> bits < 0 ? Optional.empty() : Optional.of(Integer.toString(bits));
    };
  }

  private static Optional<String> integer(long bits, int datatype) {
    return switch (datatype) {
      case DataType.Int64_VALUE -> Optional.of(Long.toString(bits));
      // Some clients send every unsigned integer of 32 bits as a long.
      case DataType.UInt32_VALUE, DataType.UInt64_VALUE -> Optional.of(Long.toUnsignedString(bits));
      default -> bits < 0 ? Optional.empty() : Optional.of(Long.toString(bits));
    };
  }

  private static Optional<String> decimal(String shortest) {
    try {
      BigDecimal number = new BigDecimal(shortest);
      BigDecimal rounded =
          number.scale() > PLACES ? number.setScale(PLACES, RoundingMode.HALF_EVEN) : number;
      return Optional.of(rounded.toString());
    } catch (NumberFormatException e) {
      return Optional.of(shortest); // NaN and infinity, which are refused as what they are
    }
  }
}
