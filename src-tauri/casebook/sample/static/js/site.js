// Pictures of the list page load when they come near the screen.
const near = new IntersectionObserver((entries) => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue
    target.src = target.dataset.src
    near.unobserve(target)
  }
}, { rootMargin: '400px' })
for (const image of document.querySelectorAll('img[data-src]')) near.observe(image)

// The industries filter the logos below them.
const group = document.getElementById('case-group')
group?.addEventListener('click', ({ target }) => {
  if (target.parentElement !== group) return
  for (const industry of group.children) industry.classList.toggle('active', industry === target)
  for (const logo of document.getElementById('case-children').children) {
    logo.hidden = 'name' in target.dataset && logo.dataset.name !== target.dataset.name
  }
})
