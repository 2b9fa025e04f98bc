import type { CatalogueEntry } from "../catalogue-entry.js";

/** Problems of what the AWS CLI printed, for `gatewright import aws`. */
export const awsOutputProblems = {
  "unknown-aws-output": {
    severity: "error",
    message: "this is not what one of the AWS CLI's commands prints",
    help: "leave it out, or print it again with --output json and without --query",
    explain: `Files are told apart by what is in them. Read are get-rest-api, get-stages, get-stage,
get-usage-plans, get-usage-plan-keys, get-api-keys, get-gateway-responses,
get-domain-names and get-base-path-mappings of \`aws apigateway\`; get-api, get-stages,
get-domain-names and get-api-mappings of \`aws apigatewayv2\`. All of a list is of one
kind.`,
  },
  "unnamed-aws-output": {
    severity: "error",
    message: (p: { what: string }) => `this file is not named for ${p.what}`,
    help: (p: { example: string }) => `name it so, as in ${p.example}`,
    explain: `get-usage-plan-keys does not print which plan it was asked about, nor does
get-base-path-mappings, or get-api-mappings, print the domain. So their files are named
for it: usage-plan-keys/a1b2c3.json, base-path-mappings/api.example.com.json. The plan
has to be in the output of get-usage-plans.`,
  },
  "no-aws-api": {
    severity: "error",
    message: "no file says which API it is of",
    help: "add the output of aws apigateway get-rest-api, or aws apigatewayv2 get-api",
    explain: `Usage plans, API keys and domain names are of an account, and what is printed of stages
does not name their API. What get-rest-api or get-api prints does.`,
  },
  "several-aws-apis": {
    severity: "error",
    message: (p: { list: readonly string[] }) =>
      `the files are of several APIs: ${p.list.join(", ")}`,
    help: "choose one with --api ID",
    explain: `A gateway is generated from the document of one API, and an overlay belongs to one
document. Keep the output of each API in a folder of its own.`,
  },
  "unknown-aws-api": {
    severity: "error",
    message: (p: { id: string; list: readonly string[] }) =>
      `the API ${p.id} is in no file; these are: ${p.list.join(", ")}`,
    help: "correct --api, or add the output of get-rest-api or get-api",
    explain: `--api takes the id of an API, which is the first label of its host at Amazon:
a1b2c3d4e5 of https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com.`,
  },
  "unclear-aws-api": {
    severity: "error",
    message: (p: { list: readonly string[] }) =>
      `of which API this is cannot be told: it may be any of ${p.list.join(", ")}`,
    help: "put the output of each API into a folder of its own",
    explain: `What get-stages and get-gateway-responses print does not name the API. It is taken as of
the one that is described in the same folder.`,
  },
  "repeated-in-aws-output": {
    severity: "error",
    message: (p: { what: string }) => `${p.what} is there already`,
    help: "leave out the older file",
    explain: `Two files, or two items of one, tell of the same thing. Which of them holds would be a
matter of chance.`,
  },
  "invalid-aws-value": {
    severity: "error",
    message: (p: { key: string; form: string }) => `"${p.key}" must be ${p.form}`,
    help: "print it again: Amazon has no other value there",
    explain: `The value is none that Amazon has in this place, so the file was changed since the CLI
printed it, or broke off.`,
  },
} satisfies Record<string, CatalogueEntry>;
