// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.domain.control;

/** How far a target binds. */
public enum Nature {
  /** Binding (约束性): missing it has consequences. */
  BINDING,
  /** Expected (预期性), striven for or planned. */
  EXPECTED,
  /** Told for orientation: what was achieved, a vision, a project. */
  REFERENCE
}
