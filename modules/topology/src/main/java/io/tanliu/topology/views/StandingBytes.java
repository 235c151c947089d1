// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.topology.views;

import io.tanliu.domain.assess.BenchmarkClass.Policy;
import io.tanliu.domain.assess.Days;
import io.tanliu.domain.assess.Standing;
import io.tanliu.domain.assess.Standing.Book;
import io.tanliu.domain.assess.Standing.Capacity;
import io.tanliu.domain.assess.Standing.Measure;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A standing as bytes, for state and for the internal topic. */
final class StandingBytes {
  private StandingBytes() {}

  static byte[] encode(Standing standing) {
    return ViewBytes.write(
        out -> {
          out.writeUTF(standing.unit());
          out.writeLong(standing.days().from().toEpochDay());
          out.writeLong(standing.days().to().toEpochDay());
          out.writeDouble(standing.coverage());
          out.writeByte(standing.measures().size());
          for (Measure measure : standing.measures()) {
            out.writeUTF(measure.quantity());
            out.writeUTF(measure.denominator());
            ViewBytes.decimal(out, measure.intensity());
            out.writeUTF(measure.intensityReason());
            ViewBytes.decimal(out, measure.reduction());
            out.writeUTF(measure.reductionReason());
            out.writeBoolean(measure.provisional());
          }
          out.writeByte(standing.capacities().size());
          for (Capacity capacity : standing.capacities()) {
            out.writeUTF(capacity.product());
            out.writeUTF(capacity.unit());
            out.writeUTF(capacity.amount().toString());
            out.writeUTF(capacity.policy().name());
          }
          out.writeBoolean(standing.book().isPresent());
          if (standing.book().isPresent()) {
            Book book = standing.book().get();
            out.writeUTF(book.value().toString());
            out.writeUTF(book.reference().toString());
            out.writeUTF(book.unit());
            out.writeUTF(book.kind());
            out.writeUTF(book.name());
            out.writeUTF(book.confidence());
          }
        });
  }

  static Standing decode(byte[] bytes) {
    return ViewBytes.read(
        bytes,
        in -> {
          String unit = in.readUTF();
          Days days =
              new Days(LocalDate.ofEpochDay(in.readLong()), LocalDate.ofEpochDay(in.readLong()));
          double coverage = in.readDouble();
          List<Measure> measures = new ArrayList<>();
          for (int i = in.readUnsignedByte(); i > 0; i--) {
            measures.add(
                new Measure(
                    in.readUTF(),
                    in.readUTF(),
                    ViewBytes.decimal(in),
                    in.readUTF(),
                    ViewBytes.decimal(in),
                    in.readUTF(),
                    in.readBoolean()));
          }
          List<Capacity> capacities = new ArrayList<>();
          for (int i = in.readUnsignedByte(); i > 0; i--) {
            capacities.add(
                new Capacity(
                    in.readUTF(),
                    in.readUTF(),
                    new BigDecimal(in.readUTF()),
                    Policy.valueOf(in.readUTF())));
          }
          Optional<Book> book =
              in.readBoolean()
                  ? Optional.of(
                      new Book(
                          new BigDecimal(in.readUTF()),
                          new BigDecimal(in.readUTF()),
                          in.readUTF(),
                          in.readUTF(),
                          in.readUTF(),
                          in.readUTF()))
                  : Optional.empty();
          return new Standing(unit, days, measures, capacities, book, coverage);
        });
  }
}
