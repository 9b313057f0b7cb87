const ANSWER_WITHIN = 60_000

interface Answer {
  text: string
  tokens: number
}

/** Asks the model, and gives up when it is silent for too long. */
export async function askModel(url: string, prompt: string): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${ANSWER_WITHIN / 1000} s to: ${prompt.slice(0, 200)}`)), ANSWER_WITHIN)
  })
  try {
    const response = await Promise.race([fetch(url, { method: 'POST', body: JSON.stringify({ prompt }) }), timeout])
    if (!response.ok) throw new Error(`The model answered ${response.status}`)
    return (await response.json()) as Answer
  } finally {
    clearTimeout(timer)
  }
}
