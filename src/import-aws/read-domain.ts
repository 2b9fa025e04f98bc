import { type AwsValue, membersOf, textOf } from "./aws-value.js";
import type { Family } from "./aws-output.js";
import type { ChosenApi } from "./choose-api.js";
import { readName, STAGE } from "./read-name.js";
import { applyRules, known, label, type Telling, without } from "./rules.js";

/** A base path of a domain, and the stage that it leads to. */
export interface Mapping {
  readonly basePath: string;
  readonly stage: string;
}

/** The base path of what no other one matches. */
const NO_PATH = "(none)";

/** Reads what describes a custom domain name: which stages it leads to is in its mappings. */
export function readDomain(domain: AwsValue, family: Family, telling: Telling): void {
  applyRules(domain, family === "rest" ? REST_RULES : HTTP_RULES, telling);
}

/** Reads a mapping of a domain; undefined for one of another API, and where that is not known. */
export function readMapping(
  mapping: AwsValue,
  family: Family,
  host: string,
  api: ChosenApi,
  telling: Telling,
): Mapping | undefined {
  const { report, reporter } = telling;
  const [ofApi, ofPath, ofStage] = NAMES[family];
  const rules = { [ofApi]: known, [ofPath]: known, [ofStage]: known, ApiMappingId: known };
  applyRules(mapping, rules, telling);
  const members = membersOf(mapping, reporter);
  if (members.get(ofApi)?.value !== api.id) {
    report.not(
      mapping.at,
      "it leads to another API",
      "import that API too; its gateway is another",
    );
    return undefined;
  }
  const [path, stage] = [members.get(ofPath), members.get(ofStage)];
  if (stage === undefined || stage.value === "") {
    const instead = "write a base path for each stage in the overlay";
    report.not(mapping.at, "it names no stage: callers do, in the path", instead);
    return undefined;
  }
  const name = readName(mapping, ofStage, STAGE, telling);
  if (name === undefined) return undefined;
  const written = path && textOf(path, reporter);
  const basePath = written === undefined || written === "" ? NO_PATH : written;
  report.exactly(mapping.at, `domains ${host} ${basePath}`);
  return { basePath, stage: name };
}

const NAMES = {
  rest: ["restApiId", "basePath", "stage"],
  http: ["ApiId", "ApiMappingKey", "Stage"],
} as const;

const certificate = without(
  "certificates stay at Amazon",
  "give the gateway, or what ends TLS in front of it, one of your own",
);

const address = without("it is an address of Amazon's", "let the DNS name lead to the gateway");

const tls = without(
  "the versions of TLS are those of Node, or of what ends TLS in front",
  "set them there",
);

const mutualTls = without(
  "the authorities of clients stay at Amazon",
  "set TLS_CLIENT_CA_FILE of the gateway to the truststore",
);

const routing = ({ value, at }: AwsValue, { report }: Telling) => {
  if (value === "API_MAPPING_ONLY") report.exactly(at, "mappings alone count");
  else report.not(at, "there are no routing rules", "let mappings, or what is in front, do it");
};

const REST_RULES = {
  domainName: known,
  domainNameId: label,
  domainNameArn: label,
  certificateName: certificate,
  certificateArn: certificate,
  certificateUploadDate: label,
  regionalDomainName: address,
  regionalHostedZoneId: address,
  regionalCertificateName: certificate,
  regionalCertificateArn: certificate,
  distributionDomainName: address,
  distributionHostedZoneId: address,
  endpointConfiguration: address,
  domainNameStatus: label,
  domainNameStatusMessage: label,
  securityPolicy: tls,
  endpointAccessMode: address,
  tags: label,
  mutualTlsAuthentication: mutualTls,
  ownershipVerificationCertificateArn: certificate,
  managementPolicy: without("it is about who may change the domain", undefined),
  policy: without("policies of private domains are not read", "write it into the API's own policy"),
  routingMode: routing,
} as const;

const HTTP_RULES = {
  ApiMappingSelectionExpression: label,
  DomainName: known,
  DomainNameArn: label,
  DomainNameConfigurations: certificate,
  MutualTlsAuthentication: mutualTls,
  RoutingMode: routing,
  Tags: label,
} as const;
