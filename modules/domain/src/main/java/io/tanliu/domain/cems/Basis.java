// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.cems;

/** Whether water vapour counts to the volume that a value refers to. */
public enum Basis {
  /** 干基: water vapour is taken off. */
  DRY,
  /** 湿基: the gas as it is in the stack. */
  WET
}
