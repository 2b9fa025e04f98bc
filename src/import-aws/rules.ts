import type { Reporter } from "../diagnostics/reporter.js";
import { type AwsValue, flagOf, membersOf } from "./aws-value.js";
import type { ImportReport } from "./import-report.js";

/** Where problems and results go. */
export interface Telling {
  /** What is wrong with the files; with an error nothing is written. */
  readonly reporter: Reporter;
  readonly report: ImportReport;
}

/** What is done with a member that an object of the CLI's output may have. */
export type Rule = (member: AwsValue, telling: Telling) => void;

export type Rules = Readonly<Record<string, Rule>>;

/** Goes through the members of an object. One that has no rule did not come over. */
export function applyRules(holder: AwsValue, rules: Rules, telling: Telling): void {
  for (const member of membersOf(holder, telling.reporter).values()) {
    if (Object.hasOwn(rules, member.name)) rules[member.name]?.(member, telling);
    else {
      const why = "gatewright does not know this member";
      telling.report.not(member.at, why, "look up what it does in Amazon's documentation");
    }
  }
}

/** A member that says who or what something is, to Amazon or to people. */
export const label: Rule = ({ at }, { report }) =>
  report.not(at, "it changes no answer", undefined);

/** A member that identifies what is read; the object itself says so in the report. */
export const known: Rule = () => undefined;

export const withDocument: Rule = ({ at }, { report }) =>
  report.exactly(at, "it comes with the export of the document");

/** A member for which there is nothing in `x-gateway`. */
export function without(why: string, instead: string | undefined): Rule {
  return ({ at }, { report }) => report.not(at, why, instead);
}

/** A switch that there is nothing for in `x-gateway`, which matters only where it is on. */
export function switchedOff(why: string, instead: string): Rule {
  return (member, { report, reporter }) => {
    const isOn = flagOf(member, reporter);
    if (isOn === true) report.not(member.at, why, instead);
    else if (isOn === false) report.exactly(member.at, "it is off");
  };
}

/** What logs and measures of stages and routes are: the gateway has its own. */
export const observing: Rules = {
  loggingLevel: loggingLevel("OFF"),
  LoggingLevel: loggingLevel("OFF"),
  dataTraceEnabled: switchedOff(
    "bodies are not logged",
    "`gatewright dev --trace full` shows them",
  ),
  DataTraceEnabled: switchedOff(
    "bodies are not logged",
    "`gatewright dev --trace full` shows them",
  ),
  metricsEnabled: switchedOff("nothing goes to CloudWatch", "collect the gateway's /metrics"),
  DetailedMetricsEnabled: switchedOff(
    "nothing goes to CloudWatch",
    "collect the gateway's /metrics",
  ),
};

function loggingLevel(off: string): Rule {
  return ({ value, at }, { report }) => {
    if (value === off) report.exactly(at, "it is off");
    else report.not(at, "there is no execution log", "set LOG_LEVEL of the gateway");
  };
}
