/** A refusal, with words in two languages. */
export class Refusal extends Error {
  constructor(status, problem) {
    super(problem.detail_en ?? `status ${status}`);
    this.status = status;
    this.text = { id: withArticle(problem.detail, problem), en: withArticle(problem.detail_en, problem) };
  }
}

const withArticle = (text, problem) => (text && problem.article ? `${text} (${problem.article})` : text);

/** Asks the staff's API. */
export const call = (method, path, body) => request(method, `/api/v1/operator/${path}`, body);

/** Asks an API; the header shows that our own page asks. */
export async function request(method, url, body) {
  const response = await fetch(url, {
    method,
    signal: AbortSignal.timeout(15000),
    headers: { 'X-Pantau': '1', ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (response.ok) {
    return response.status === 204 ? undefined : response.json();
  }
  throw new Refusal(response.status, await response.json().catch(() => ({})));
}
