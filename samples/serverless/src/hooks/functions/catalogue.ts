import type { APIGatewayProxyHandlerV2 } from "aws-lambda";

const SHOWS = [
  { id: "hamlet", title: "Hamlet", cents: 2400 },
  { id: "tempest", title: "The Tempest", cents: 1900 },
];

export const handler: APIGatewayProxyHandlerV2 = async (event) => {
  const { showId } = event.pathParameters ?? {};
  if (showId === undefined) return json(200, { shows: SHOWS });
  const show = SHOWS.find(({ id }) => id === showId);
  return show === undefined ? json(404, { message: "There is no such show" }) : json(200, show);
};

function json(statusCode: number, body: unknown) {
  const headers = { "content-type": "application/json", "cache-control": "max-age=60" };
  return { statusCode, headers, body: JSON.stringify(body) };
}
