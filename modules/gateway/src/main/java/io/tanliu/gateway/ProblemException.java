// SPDX-FileCopyrightText: The Tanliu authors
// SPDX-License-Identifier: Apache-2.0
package io.tanliu.gateway;

/** Ends a request with a problem. It carries no stack trace: it is an answer, not a fault. */
final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  ProblemException(Problem problem) {
    super(problem.code() + " " + problem.field(), null, false, false);
    this.problem = problem;
  }

  Problem problem() {
    return problem;
  }
}
