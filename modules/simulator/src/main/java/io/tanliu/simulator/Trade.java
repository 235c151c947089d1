// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.simulator;

import static io.tanliu.simulator.PointPlan.interval;
import static io.tanliu.simulator.PointPlan.part;
import static io.tanliu.simulator.PointPlan.rate;
import static io.tanliu.simulator.PointPlan.register;

import io.tanliu.domain.quantity.PhysicalUnit;
import io.tanliu.domain.unit.Direction;
import java.time.Duration;
import java.util.List;

/** What the simulated units do, and which meters they have for it. */
enum Trade {
  POWER(
      "4411",
      "火力发电厂",
      coal("raw_coal", 95),
      interval("E9", "上网电量", "electricity", PhysicalUnit.MWH, 270, Shape.CONTINUOUS)
          .every(Duration.ofMinutes(15))
          .going(Direction.SOLD),
      electricity(900, Shape.CONTINUOUS)),
  CHP(
      "4412",
      "热电厂",
      rate("C1", "入炉煤皮带秤", "raw_coal", PhysicalUnit.T_PER_H, 28, Shape.WARMING),
      register("H9", "对外供热总表", "heat", PhysicalUnit.GJ, 300, Shape.WARMING).going(Direction.SOLD),
      interval("E9", "上网电量", "electricity", PhysicalUnit.MWH, 26, Shape.WARMING)
          .going(Direction.SOLD)),
  STEEL(
      "3120",
      "炼钢厂",
      electricity(36_000, Shape.NIGHT).every(Duration.ofMinutes(15)),
      interval("C1", "焦炭计量", "coke", PhysicalUnit.TONNE, 21, Shape.CONTINUOUS)
          .every(Duration.ofHours(4)),
      gasMeter(2_600, Shape.CONTINUOUS),
      part("E1-1", "电弧炉", electricity(36_000, Shape.NIGHT), .58),
      part("E1-2", "精炼与连铸", electricity(36_000, Shape.NIGHT), .41)),
  ROLLING(
      "3130",
      "轧钢厂",
      electricityMeter(14_000, Shape.SHIFTS),
      interval("G1", "加热炉燃气", "natural_gas", PhysicalUnit.M3, 2_100, Shape.SHIFTS)),
  CEMENT(
      "3011",
      "水泥厂",
      electricity(13_500, Shape.NIGHT),
      rate("C1", "窑头喂煤秤", "bituminous", PhysicalUnit.T_PER_H, 17.5, Shape.CONTINUOUS),
      solar(1_300),
      part("E1-1", "水泥磨", electricity(13_500, Shape.NIGHT), .42)),
  GLASS(
      "3041",
      "平板玻璃厂",
      gasMeter(4_300, Shape.CONTINUOUS),
      electricity(4_200, Shape.CONTINUOUS),
      solar(800)),
  CERAMICS(
      "3071",
      "建筑陶瓷厂",
      interval("G1", "窑炉燃气", "natural_gas", PhysicalUnit.M3, 2_300, Shape.CONTINUOUS),
      electricityMeter(4_800, Shape.CONTINUOUS),
      part(
          "G1-1",
          "辊道窑一线",
          interval("G1", "", "natural_gas", PhysicalUnit.M3, 2_300, Shape.CONTINUOUS),
          .52)),
  SANITARY(
      "3072", "卫生陶瓷厂", gasMeter(850, Shape.SHIFTS), electricity(1_900, Shape.SHIFTS), solar(350)),
  COPPER(
      "3211",
      "铜冶炼厂",
      electricity(31_000, Shape.CONTINUOUS).every(Duration.ofMinutes(15)),
      register("H1", "外购蒸汽热量表", "heat", PhysicalUnit.GJ, 62, Shape.CONTINUOUS),
      interval("G1", "阳极炉燃气", "natural_gas", PhysicalUnit.M3, 1_500, Shape.CONTINUOUS),
      part("E1-1", "电解车间", electricity(31_000, Shape.CONTINUOUS), .61)),
  REFINERY(
      "2511",
      "石化厂",
      electricity(24_000, Shape.CONTINUOUS),
      interval("G1", "制氢与燃料气", "natural_gas", PhysicalUnit.M3, 5_200, Shape.CONTINUOUS),
      interval("H1", "外购热力", "heat", PhysicalUnit.GJ, 140, Shape.CONTINUOUS)),
  ORGANICS(
      "2614",
      "有机化工厂",
      electricity(7_500, Shape.CONTINUOUS),
      rate("G1", "导热油炉燃气流量", "natural_gas", PhysicalUnit.M3_PER_H, 1_250, Shape.CONTINUOUS),
      register("H1", "外购蒸汽热量表", "heat", PhysicalUnit.GJ, 55, Shape.WARMING)),
  ALKALI(
      "2612",
      "氯碱厂",
      electricityMeter(29_000, Shape.NIGHT),
      interval("H1", "外购热力", "heat", PhysicalUnit.GJ, 85, Shape.CONTINUOUS)),
  FERTILIZER(
      "2621",
      "合成氨厂",
      electricity(8_800, Shape.CONTINUOUS),
      interval("C1", "燃料煤计量", "bituminous", PhysicalUnit.TONNE, 9.5, Shape.CONTINUOUS)
          .every(Duration.ofHours(4)),
      interval("C2", "原料煤计量", "anthracite", PhysicalUnit.TONNE, 14, Shape.CONTINUOUS)
          .every(Duration.ofHours(4))
          .going(Direction.FEEDSTOCK)),
  PAPER(
      "2221",
      "造纸厂",
      electricity(8_200, Shape.CONTINUOUS),
      coal("raw_coal", 7.2),
      register("H1", "外购蒸汽热量表", "heat", PhysicalUnit.GJ, 48, Shape.WARMING)),
  DATA_CENTRE(
      "6450",
      "数据中心",
      rate("E1", "市电进线功率", "electricity", PhysicalUnit.KW, 16_500, Shape.COOLED),
      solar(260),
      part("E1-1", "机房IT负荷", electricity(16_500, Shape.COOLED), .74));

  private final String industry;
  private final String noun;

  /** Made by List.of, and of records. */
  @SuppressWarnings("ImmutableEnumChecker")
  private final List<PointPlan> points;

  Trade(String industry, String noun, PointPlan... points) {
    this.industry = industry;
    this.noun = noun;
    this.points = List.of(points);
  }

  /** GB/T 4754 code. */
  String industry() {
    return industry;
  }

  /** What such a unit is called. */
  String noun() {
    return noun;
  }

  List<PointPlan> points() {
    return points;
  }

  private static PointPlan electricity(double typical, Shape shape) {
    return interval("E1", "外购电总表", "electricity", PhysicalUnit.KWH, typical, shape);
  }

  private static PointPlan electricityMeter(double typical, Shape shape) {
    return register("E1", "外购电总表(表底)", "electricity", PhysicalUnit.KWH, typical, shape)
        .times(6_000);
  }

  private static PointPlan gasMeter(double typical, Shape shape) {
    return register("G1", "燃气总表(表底)", "natural_gas", PhysicalUnit.M3, typical, shape);
  }

  private static PointPlan coal(String kind, double typical) {
    return interval("C1", "入炉煤计量", kind, PhysicalUnit.TONNE, typical, Shape.CONTINUOUS);
  }

  private static PointPlan solar(double typical) {
    return interval("PV1", "厂区光伏", "electricity", PhysicalUnit.KWH, typical, Shape.SOLAR)
        .going(Direction.SELF_RENEWABLE);
  }
}
