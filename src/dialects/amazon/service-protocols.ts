/** By which protocol Amazon API Gateway asks a service for an action. */
export type ServiceProtocol =
  | { readonly protocol: "json"; readonly version: "1.0" | "1.1"; readonly targetPrefix: string }
  | { readonly protocol: "query"; readonly version: string | undefined };

/**
 * Services that are asked in JSON, by what their endpoints are called: what stands in front of the action
 * in `X-Amz-Target`, and the version of the protocol.
 */
const JSON_SERVICES: ReadonlyMap<string, readonly [prefix: string, version: "1.0" | "1.1"]> =
  new Map([
    ["acm", ["CertificateManager", "1.1"]],
    ["application-autoscaling", ["AnyScaleFrontendService", "1.1"]],
    ["athena", ["AmazonAthena", "1.1"]],
    ["codebuild", ["CodeBuild_20161006", "1.1"]],
    ["codepipeline", ["CodePipeline_20150709", "1.1"]],
    ["cognito-identity", ["AWSCognitoIdentityService", "1.1"]],
    ["cognito-idp", ["AWSCognitoIdentityProviderService", "1.1"]],
    ["comprehend", ["Comprehend_20171127", "1.1"]],
    ["comprehendmedical", ["ComprehendMedical_20181030", "1.1"]],
    ["dynamodb", ["DynamoDB_20120810", "1.0"]],
    ["ecs", ["AmazonEC2ContainerServiceV20141113", "1.1"]],
    ["events", ["AWSEvents", "1.1"]],
    ["firehose", ["Firehose_20150804", "1.1"]],
    ["forecastquery", ["AmazonForecastRuntime", "1.1"]],
    ["glue", ["AWSGlue", "1.1"]],
    ["kinesis", ["Kinesis_20131202", "1.1"]],
    ["kms", ["TrentService", "1.1"]],
    ["logs", ["Logs_20140328", "1.1"]],
    ["personalize", ["AmazonPersonalize", "1.1"]],
    ["redshift-data", ["RedshiftData", "1.1"]],
    ["rekognition", ["RekognitionService", "1.1"]],
    ["secretsmanager", ["secretsmanager", "1.1"]],
    ["servicediscovery", ["Route53AutoNaming_v20170314", "1.1"]],
    ["states", ["AWSStepFunctions", "1.0"]],
    ["swf", ["SimpleWorkflowService", "1.0"]],
    ["textract", ["Textract", "1.1"]],
    ["transcribe", ["Transcribe", "1.1"]],
    ["translate", ["AWSShineFrontendService_20170701", "1.1"]],
  ]);

/**
 * Services that are asked by parameters, `Action` and `Version` among them. SSM takes JSON from others,
 * and SQS does from a document that says so; Amazon API Gateway asks both like this.
 */
const QUERY_VERSIONS: ReadonlyMap<string, string> = new Map([
  ["autoscaling", "2011-01-01"],
  ["cloudformation", "2010-05-15"],
  ["ec2", "2016-11-15"],
  ["elasticache", "2015-02-02"],
  ["elasticloadbalancing", "2015-12-01"],
  ["email", "2010-12-01"],
  ["iam", "2010-05-08"],
  ["monitoring", "2010-08-01"],
  ["rds", "2014-10-31"],
  ["redshift", "2012-12-01"],
  ["sns", "2010-03-31"],
  ["sqs", "2012-11-05"],
  ["ssm", "2014-11-06"],
  ["sts", "2011-06-15"],
]);

/** How a service is asked for an action: one that is not known, by parameters. */
export function serviceProtocol(service: string): ServiceProtocol {
  const json = JSON_SERVICES.get(service);
  if (json === undefined) return { protocol: "query", version: QUERY_VERSIONS.get(service) };
  const [targetPrefix, version] = json;
  return { protocol: "json", version, targetPrefix };
}
