/** What the page does: filters hide what does not match, and a box of the picture opens the code that it leads to. */
export const SCRIPT = `
const form = document.querySelector('.filters')
const findings = [...document.querySelectorAll('.finding')]
function filter() {
  const wanted = [...new FormData(form)].filter(([, value]) => value !== '')
  let shown = 0
  for (const finding of findings) {
    finding.hidden = !wanted.every(([name, value]) => finding.dataset[name] === value)
    if (!finding.hidden) shown += 1
  }
  document.getElementById('shown').textContent = shown + ' of ' + findings.length + ' shown'
}
if (form) {
  form.addEventListener('change', filter)
  form.addEventListener('reset', () => setTimeout(filter))
  form.addEventListener('submit', (event) => event.preventDefault())
  filter()
}
document.addEventListener('click', (event) => {
  const link = event.target.closest('.picture a')
  const step = link && document.getElementById(link.getAttribute('href').slice(1))
  if (!step) return
  event.preventDefault()
  step.closest('details').open = true
  step.focus()
  step.scrollIntoView({ block: 'nearest' })
})
`
