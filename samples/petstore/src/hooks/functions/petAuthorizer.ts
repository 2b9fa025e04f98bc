import type { APIGatewayTokenAuthorizerHandler } from "aws-lambda";

/** Tokens of the shop's people; a real one would ask whoever gives tokens out. */
const PEOPLE: ReadonlyMap<string, string> = new Map([["Bearer keeper", "keeper"]]);

/** Who may add pets, as the function pet-authorizer said it on AWS Lambda. */
export const handler: APIGatewayTokenAuthorizerHandler = async (event) => {
  const person = PEOPLE.get(event.authorizationToken);
  if (person === undefined) throw new Error("Unauthorized");
  return {
    principalId: person,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect: "Allow", Resource: event.methodArn }],
    },
  };
};
