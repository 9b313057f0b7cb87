/** A question about a thing of a program, answered once: the answer lives as long as the view of the program, and the thing, do. */
export function oncePerProgram<P extends object, K extends object, A>(key: (item: K) => object, compute: (program: P, item: K) => A): (program: P, item: K) => A {
  const programs = new WeakMap<P, WeakMap<object, { readonly answer: A }>>()
  return (program, item) => {
    const answers = programs.get(program) ?? new WeakMap<object, { readonly answer: A }>()
    programs.set(program, answers)
    const known = answers.get(key(item))
    if (known) return known.answer
    const answer = compute(program, item)
    answers.set(key(item), { answer })
    return answer
  }
}
