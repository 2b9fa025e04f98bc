import type { APIGatewayProxyEventV2, APIGatewayProxyHandlerV2 } from "aws-lambda";

interface Sale {
  readonly id: string;
  readonly show: string;
  readonly seats: number;
}

/** Kept between calls, as a warm function keeps what stands outside of its handler. */
const sales: Sale[] = [];

export const handler: APIGatewayProxyHandlerV2 = (event, context, callback) => {
  if (event.routeKey === "GET /sales") {
    callback(null, { statusCode: 200, body: JSON.stringify({ sales }) });
    return;
  }
  const seats = seatsOf(event);
  if (seats === undefined) {
    callback(null, { statusCode: 400, body: '{"message": "How many seats, from 1 to 10?"}' });
    return;
  }
  const sale = { id: context.awsRequestId, show: event.pathParameters?.["showId"] ?? "", seats };
  sales.push(sale);
  callback(null, {
    statusCode: 201,
    headers: { "content-type": "application/json" },
    cookies: [`last-sale=${sale.id}; HttpOnly; Secure`],
    body: JSON.stringify(sale),
  });
};

function seatsOf({ body = "", isBase64Encoded }: APIGatewayProxyEventV2): number | undefined {
  try {
    const text = isBase64Encoded ? Buffer.from(body, "base64").toString() : body;
    const { seats } = JSON.parse(text) as { seats?: unknown };
    return Number.isInteger(seats) && Number(seats) >= 1 && Number(seats) <= 10
      ? Number(seats)
      : undefined;
  } catch {
    return undefined;
  }
}
